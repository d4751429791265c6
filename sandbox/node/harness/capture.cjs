'use strict';
// What a solution prints becomes @output events: the console writes to
// process.stdout and process.stderr, so two streams cover both.

const { Writable } = require('node:stream');
const { attempt } = require('./errors.cjs');
const { apply, bufferFrom, bufferToText, charCodeAt, getOwnPropertyDescriptor, slice } = require('./primordials.cjs');
const { guarded } = require('./protect.cjs');

const PIECE = 1365; // UTF-16 units: never more than 4,096 bytes of UTF-8

function isHighSurrogate(text, at) {
  const unit = charCodeAt(text, at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function inPieces(text, callback) {
  for (let at = 0; at < text.length;) {
    let end = at + PIECE;
    if (end < text.length && isHighSurrogate(text, end - 1)) end--;
    callback(slice(text, at, end));
    at = end;
  }
}

function textOf(chunk, encoding) {
  if (typeof chunk !== 'string') return bufferToText(chunk);
  return encoding === 'hex' || encoding === 'base64' ? bufferToText(bufferFrom(chunk, encoding)) : chunk;
}

function outputStream(trace, name, fd) {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, done) {
      inPieces(textOf(chunk, encoding), (text) => trace.emit('@output', { __proto__: null, stream: name, text }));
      done();
    },
  });
  stream.fd = fd;
  return stream;
}

const { console } = globalThis;
const streams = { __proto__: null }; // that stand in for the process's own

// replace also tells the console, which keeps the stream that it used first.
function replace(name, stream) {
  attempt(() => { console[`_${name}`] = stream; });
  streams[name] = stream;
}

// prepare has the process show whatever stream is in place. Call it before all is locked.
function prepare() {
  for (const name of ['stdout', 'stderr']) {
    const { get } = getOwnPropertyDescriptor(process, name);
    guarded(process, name, 'process', true, () => streams[name] ?? apply(get, process, []));
  }
}

// capture replaces process.stdout and process.stderr. Call it for each scenario:
// a solution may have ended the streams it had.
function capture(trace) {
  replace('stdout', outputStream(trace, 'stdout', 1));
  replace('stderr', outputStream(trace, 'stderr', 2));
}

module.exports = { capture, prepare };
