'use strict';
// Reads the job: one line of JSON. The nonce is taken out of the bytes before
// they become text.

const fs = require('node:fs');
const os = require('node:os');
const { Uint8Array, cell, parse, wait } = require('./primordials.cjs');

const NEWLINE = 10;
const QUOTE = 0x22;
const COLON = 0x3a;
const NONCE = 32; // bytes
const BLOCK = 64 * 1024; // bytes read at once
const RETRY = 1; // ms between tries while there is nothing to read

// assemble puts chunks together up to the line's end, and wipes them: the nonce is
// in one.
function assemble(chunks) {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
    chunk.fill(0);
  }
  const end = bytes.indexOf(NEWLINE);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

// readWaiting lets the event loop turn until the line is there. It does not use
// fs.read: a read that waits on the thread pool would keep an idle harness from
// ending. It reads into a buffer of its own, which it wipes: one of Node's would be
// freed with the nonce in it, and memory that was freed can be had again by
// Buffer.allocUnsafe.
function readWaiting() {
  const net = require('node:net'); // takes its time to load
  return new Promise((resolve) => {
    const chunks = [];
    const buffer = new Uint8Array(BLOCK);
    const finish = () => {
      socket.destroy();
      resolve(assemble(chunks));
    };
    const callback = (length) => {
      const chunk = buffer.slice(0, length);
      buffer.fill(0, 0, length);
      chunks.push(chunk);
      if (chunk.includes(NEWLINE)) finish();
      return true;
    };
    const socket = new net.Socket({ fd: 0, readable: true, writable: false, onread: { buffer, callback } });
    socket.on('end', finish);
    socket.on('error', finish);
    socket.resume();
  });
}

function readSome(chunk) {
  for (;;) {
    try {
      return fs.readSync(0, chunk);
    } catch (error) {
      if (error.code === 'EOF') return 0; // Windows
      if (error.code !== 'EAGAIN') throw error;
      wait(cell, 0, 0, RETRY);
    }
  }
}

// readAtOnce blocks until the line is there.
function readAtOnce() {
  const chunks = [];
  for (;;) {
    const chunk = new Uint8Array(BLOCK);
    const read = readSome(chunk);
    chunks.push(chunk.subarray(0, read));
    if (read === 0 || chunk.subarray(0, read).includes(NEWLINE)) break;
  }
  fs.closeSync(0);
  fs.openSync(os.devNull, 'r'); // becomes 0: libuv expects that the standard streams exist
  return assemble(chunks);
}

function isPipe() {
  const stat = fs.fstatSync(0);
  return stat.isFIFO() || stat.isSocket();
}

// takeNonce copies the nonce, with which the line begins, and puts zeros in its
// place.
function takeNonce(bytes) {
  const begin = bytes.indexOf(QUOTE, bytes.indexOf(COLON)) + 1;
  const nonce = bytes.slice(begin, begin + NONCE);
  bytes.fill(0x30, begin, begin + NONCE);
  return nonce;
}

// readJob resolves to { job, nonce }, or to null when the input ended without one.
// ahead tells that it may take a while until there is one.
async function readJob(ahead) {
  const bytes = ahead && isPipe() ? await readWaiting() : readAtOnce();
  if (bytes.length === 0) return null;
  const nonce = takeNonce(bytes);
  const job = parse(new TextDecoder().decode(bytes));
  return { job, nonce };
}

module.exports = { readJob };
