'use strict';
// The mark of each message: SipHash-2-4 (Aumasson and Bernstein, 2012) of its
// number and its bytes under the job's nonce. A solution that gets to see what the
// harness writes, as by putting a file in the place of the output, can neither
// forge a message nor leave one out. It is written with nothing but numbers and
// elements of typed arrays, which no solution can get between.

const { ArrayBuffer, Int32Array } = require('./primordials.cjs');

const OFF_HEAP = 1024; // bytes; smaller ones V8 keeps inside its heap
const DIGITS = 16;

// digit is the value of a hexadecimal digit's character code.
const digit = (code) => (code <= 0x39 ? code - 0x30 : code - 0x57);
const character = (value) => (value < 10 ? value + 0x30 : value + 0x57);

// Words are 32-bit halves: v[2 * i] is the lower one of the state's word i, v[2 * i + 1] the upper one.

function add(v, a, b) {
  const low = (v[a] >>> 0) + (v[b] >>> 0);
  v[a + 1] = v[a + 1] + v[b + 1] + (low > 0xffffffff ? 1 : 0);
  v[a] = low;
}

// turn rotates a word to the left by fewer than 32 bits and mixes another in.
function turn(v, a, by, other) {
  const low = v[a];
  const high = v[a + 1];
  v[a] = ((low << by) | (high >>> (32 - by))) ^ v[other];
  v[a + 1] = ((high << by) | (low >>> (32 - by))) ^ v[other + 1];
}

function swap(v, a) {
  const low = v[a];
  v[a] = v[a + 1];
  v[a + 1] = low;
}

function round(v) {
  add(v, 0, 2); turn(v, 2, 13, 0); swap(v, 0);
  add(v, 4, 6); turn(v, 6, 16, 4);
  add(v, 0, 6); turn(v, 6, 21, 0);
  add(v, 4, 2); turn(v, 2, 17, 4); swap(v, 4);
}

function block(v, low, high) {
  v[6] ^= low; v[7] ^= high;
  round(v); round(v);
  v[0] ^= low; v[1] ^= high;
}

const word = (bytes, at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);

// createSeal returns seal(bytes, from, to, out), which writes the mark of the next
// message, the bytes from..to, into the first elements of out.
function createSeal(nonce) {
  const key = new Int32Array(new ArrayBuffer(OFF_HEAP));
  for (let i = 0; i < 32; i++) key[i >> 3] |= digit(nonce[i]) << (8 * ((i >> 1) & 3) + (i & 1 ? 0 : 4));
  const v = new Int32Array(new ArrayBuffer(OFF_HEAP));
  let number = 0;

  function absorb(bytes, from, to) {
    v[0] = key[0] ^ 0x70736575; v[1] = key[1] ^ 0x736f6d65;
    v[2] = key[2] ^ 0x6e646f6d; v[3] = key[3] ^ 0x646f7261;
    v[4] = key[0] ^ 0x6e657261; v[5] = key[1] ^ 0x6c796765;
    v[6] = key[2] ^ 0x79746573; v[7] = key[3] ^ 0x74656462;
    block(v, number | 0, (number / 0x100000000) | 0);
    let at = from;
    for (; at + 8 <= to; at += 8) block(v, word(bytes, at), word(bytes, at + 4));
    let low = 0;
    let high = (to - from + 8) << 24;
    for (let i = 0; at < to; i++, at++) {
      if (i < 4) low |= bytes[at] << (8 * i);
      else high |= bytes[at] << (8 * (i - 4));
    }
    block(v, low, high);
    v[4] ^= 0xff;
    round(v); round(v); round(v); round(v);
  }

  return function seal(bytes, from, to, out) {
    absorb(bytes, from, to);
    number++;
    const low = v[0] ^ v[2] ^ v[4] ^ v[6];
    const high = v[1] ^ v[3] ^ v[5] ^ v[7];
    for (let i = 0; i < 8; i++) {
      out[i] = character((high >>> (28 - 4 * i)) & 15);
      out[8 + i] = character((low >>> (28 - 4 * i)) & 15);
    }
  };
}

module.exports = { DIGITS, createSeal };
