'use strict';
// The only writer of the trace. A line is put together as bytes: its mark, a
// space, the message. The nonce behind the mark is kept by seal.cjs, is written
// nowhere and never becomes a string.

const {
  ArrayBuffer, Uint8Array, cell, defineProperty, encodeInto, encoder, objectPrototype,
  hasOwn, reallyExit, setPrototypeOf, wait, writeSync,
} = require('./primordials.cjs');
const { DIGITS, createSeal } = require('./seal.cjs');

const INITIAL = 64 * 1024; // bytes
const LONGEST = 2 ** 20 - 64; // bytes of a message; with its mark drill reads a line of 1 MiB
const RETRY = 1; // ms between tries while the reader is behind
const CANNOT_WRITE = 70; // exit code when the trace can no longer be written

// shield takes a view's inherited getters away, and with them the place where a
// patched one would be handed the view.
function shield(view) {
  const { byteLength, byteOffset } = view;
  defineProperty(view, 'byteLength', { __proto__: null, value: byteLength });
  defineProperty(view, 'byteOffset', { __proto__: null, value: byteOffset });
  return setPrototypeOf(view, null);
}

// scrub removes names from Object.prototype that Node 20 reads as an error
// result of a write that went well.
function scrub() {
  if (hasOwn(objectPrototype, 'errno')) delete objectPrototype.errno;
  if (hasOwn(objectPrototype, 'error')) delete objectPrototype.error;
}

function writeAll(fd, bytes, length) {
  let at = 0;
  while (at < length) {
    scrub();
    try {
      at += writeSync(fd, bytes, at, length - at, null);
    } catch (error) {
      if (error?.code !== 'EAGAIN') reallyExit(CANNOT_WRITE);
      wait(cell, 0, 0, RETRY);
    }
  }
}

// createEmitter returns write(text), which marks the text and returns true when
// the operating system has taken all of it; false without a trace of it when it
// is longer than what drill reads.
function createEmitter(nonce, fd) {
  const seal = createSeal(nonce);
  const head = DIGITS + 1;
  let whole, body;

  function grow(size) {
    const memory = new ArrayBuffer(head + size);
    whole = shield(new Uint8Array(memory));
    body = shield(new Uint8Array(memory, head));
    whole[DIGITS] = 0x20;
  }

  grow(INITIAL);
  return function write(text) {
    const size = text.length * 3; // the most that UTF-8 needs for it
    if (size > body.byteLength) grow(size);
    const { written } = encodeInto(encoder, text, body);
    if (written > LONGEST) return false;
    seal(whole, head, head + written - 1, whole); // the line's end is not part of the message
    writeAll(fd, whole, head + written);
    return true;
  };
}

module.exports = { createEmitter };
