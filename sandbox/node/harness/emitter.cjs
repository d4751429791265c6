'use strict';
// The only writer of the trace. A line is put together as bytes: the nonce
// exists in one buffer outside the JavaScript heap and never becomes a string,
// so neither a heap snapshot nor a patched function gets to see it.

const {
  Uint8Array, cell, defineProperty, encodeInto, encoder, objectPrototype,
  hasOwn, reallyExit, setPrototypeOf, wait, writeSync,
} = require('./primordials.cjs');

const INITIAL = 64 * 1024; // bytes; larger than what V8 keeps inside its heap
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

// createEmitter returns write(text), which puts the nonce and a space before
// the text and returns when the operating system has taken all of it.
function createEmitter(nonce, fd) {
  const head = nonce.length + 1;
  let whole, body;

  function grow(size) {
    const memory = new ArrayBuffer(head + size);
    const bytes = new Uint8Array(memory);
    for (let i = 0; i < head - 1; i++) bytes[i] = whole ? whole[i] : nonce[i];
    bytes[head - 1] = 0x20;
    body = shield(new Uint8Array(memory, head));
    whole = shield(bytes);
  }

  grow(INITIAL);
  return function write(text) {
    const size = text.length * 3; // the most that UTF-8 needs for it
    if (size > body.byteLength) grow(size);
    const { written } = encodeInto(encoder, text, body);
    writeAll(fd, whole, head + written);
  };
}

module.exports = { createEmitter };
