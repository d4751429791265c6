'use strict';
// The only writer of the trace. Messages are put together as bytes: a mark, a
// space, the message. The nonce behind the mark is kept by seal.cjs, is written
// nowhere and never becomes a string.

const {
  ArrayBuffer, Uint8Array, cell, defineProperty, encodeInto, encoder, objectPrototype,
  hasOwn, reallyExit, setPrototypeOf, wait, writeSync,
} = require('./primordials.cjs');
const { DIGITS, Seal } = require('./seal.cjs');

const INITIAL = 64 * 1024; // bytes
const HELD = 16 * 1024; // UTF-16 units of messages after which they are sent anyway
const LONGEST = 2 ** 20 - 64; // bytes of a message; with its mark drill reads a line of 1 MiB
const RETRY = 1; // ms between tries while the reader is behind
const CANNOT_WRITE = 70; // exit code when the trace can no longer be written
const HEAD = DIGITS + 1; // bytes before a message
const BLANK = '                 '; // what the mark is written over, and a space
const NEWLINE = 10;

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

// sealAll marks each message of a text in bytes.
function sealAll(seal, bytes, length) {
  for (let at = 0; at < length;) {
    let end = at + HEAD;
    while (bytes[end] !== NEWLINE) end++;
    seal.next(bytes, at, at + HEAD, end); // the line's end is not part of the message
    at = end + 1;
  }
}

const memory = (size) => shield(new Uint8Array(new ArrayBuffer(size)));

class Emitter {
  #seal; #fd;
  #bytes = memory(INITIAL);
  #held = '';

  constructor(nonce, fd) {
    this.#seal = new Seal(nonce);
    this.#fd = fd;
  }

  // hold takes a message, one line with its end. What is long is sent at once; it
  // returns false without a trace of a message that is longer than what drill reads.
  hold(text) {
    if (text.length > HELD) {
      this.send();
      const length = this.#encode(BLANK + text);
      if (length > LONGEST + HEAD) return false;
      this.#deliver(length);
      return true;
    }
    this.#held += BLANK + text;
    if (this.#held.length > HELD) this.send();
    return true;
  }

  // send returns when the operating system has taken all that was held.
  send() {
    if (this.#held === '') return;
    const text = this.#held;
    this.#held = '';
    this.#deliver(this.#encode(text));
  }

  // encode returns how many bytes of UTF-8 a text has.
  #encode(text) {
    const most = text.length * 3;
    if (most > this.#bytes.byteLength) this.#bytes = memory(most);
    return encodeInto(encoder, text, this.#bytes).written;
  }

  #deliver(length) {
    sealAll(this.#seal, this.#bytes, length);
    writeAll(this.#fd, this.#bytes, length);
  }
}

module.exports = { Emitter };
