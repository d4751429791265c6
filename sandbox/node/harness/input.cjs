'use strict';
// Reads the job: one line of JSON. The nonce is taken out of the bytes before
// they become text.

const fs = require('node:fs');
const net = require('node:net');
const { Uint8Array, parse } = require('./primordials.cjs');

const NEWLINE = 10;
const QUOTE = 0x22;
const NONCE = 32; // bytes

// readLine collects bytes up to a line end or the end of the input.
function readLine() {
  const chunks = [];
  const line = () => {
    const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
      chunk.fill(0); // the nonce is in one of them
    }
    const end = bytes.indexOf(NEWLINE);
    return end < 0 ? bytes : bytes.subarray(0, end);
  };
  const stat = fs.fstatSync(0);
  return stat.isFIFO() || stat.isSocket() ? fromPipe(chunks, line) : fromFile(chunks, line);
}

// fromPipe does not use fs.read: a read that waits on the thread pool would keep
// an idle harness from ending.
function fromPipe(chunks, line) {
  return new Promise((resolve) => {
    const socket = new net.Socket({ fd: 0, readable: true, writable: false });
    const finish = () => {
      socket.destroy();
      resolve(line());
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (chunk.includes(NEWLINE)) finish();
    });
    socket.on('end', finish);
    socket.on('error', finish);
  });
}

async function fromFile(chunks, line) {
  for (;;) {
    const chunk = new Uint8Array(64 * 1024);
    const read = fs.readSync(0, chunk);
    chunks.push(chunk.subarray(0, read));
    if (read === 0 || chunk.subarray(0, read).includes(NEWLINE)) break;
  }
  fs.closeSync(0);
  return line();
}

// takeNonce copies the nonce and puts zeros in its place.
function takeNonce(bytes) {
  const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('"nonce"');
  const begin = bytes.indexOf(QUOTE, bytes.indexOf(QUOTE, key + 1) + 1) + 1;
  const nonce = bytes.slice(begin, begin + NONCE);
  bytes.fill(0x30, begin, begin + NONCE);
  return nonce;
}

// readJob resolves to { job, nonce }, or to null when the input ended without one.
async function readJob() {
  const bytes = await readLine();
  if (bytes.length === 0) return null;
  const nonce = takeNonce(bytes);
  const job = parse(new TextDecoder().decode(bytes));
  return { job, nonce };
}

module.exports = { readJob };
