'use strict';
// The mark of each message: SipHash-2-4 (Aumasson and Bernstein, 2012) of its
// number and its bytes under the job's nonce. A solution that gets to see what the
// harness writes, as by putting a file in the place of the output, can neither
// forge a message nor leave one out. It is written with nothing but numbers and
// elements of typed arrays, which no solution can get between.

const { ArrayBuffer, Int32Array } = require('./primordials.cjs');

const OFF_HEAP = 1024; // bytes; smaller ones V8 keeps inside its heap
const DIGITS = 16;
const COMPRESSION = 2; // rounds for each word
const FINALIZATION = 4; // rounds at the end

// digit is the value of a hexadecimal digit's character code.
const digit = (code) => (code <= 0x39 ? code - 0x30 : code - 0x57);
const character = (value) => (value < 10 ? value + 0x30 : value + 0x57);
const carry = (sum) => (sum > 0xffffffff ? 1 : 0);

// digest writes the hash of a number and of bytes[from..to] into out: lower half,
// upper half. A word of 64 bits is two numbers of 32: the state's v0 is a (lower)
// and A (upper), v1 is b and B, and so on; x and X are the word that is mixed in.
// All are local variables, since this runs over every byte of the trace.
function digest(key, number, bytes, from, to, out) {
  let a = key[0] ^ 0x70736575, A = key[1] ^ 0x736f6d65;
  let b = key[2] ^ 0x6e646f6d, B = key[3] ^ 0x646f7261;
  let c = key[0] ^ 0x6e657261, C = key[1] ^ 0x6c796765;
  let d = key[2] ^ 0x79746573, D = key[3] ^ 0x74656462;
  let x = number | 0, X = (number / 0x100000000) | 0;
  const rest = from + ((to - from) & ~7); // where the last, incomplete word begins
  let sum = 0, was = 0;
  for (let at = from, rounds = COMPRESSION; ; at += 8) {
    d ^= x; D ^= X;
    for (let i = 0; i < rounds; i++) {
      sum = (a >>> 0) + (b >>> 0); a = sum | 0; A = (A + B + carry(sum)) | 0;
      was = b; b = ((b << 13) | (B >>> 19)) ^ a; B = ((B << 13) | (was >>> 19)) ^ A;
      was = a; a = A; A = was;
      sum = (c >>> 0) + (d >>> 0); c = sum | 0; C = (C + D + carry(sum)) | 0;
      was = d; d = ((d << 16) | (D >>> 16)) ^ c; D = ((D << 16) | (was >>> 16)) ^ C;
      sum = (a >>> 0) + (d >>> 0); a = sum | 0; A = (A + D + carry(sum)) | 0;
      was = d; d = ((d << 21) | (D >>> 11)) ^ a; D = ((D << 21) | (was >>> 11)) ^ A;
      sum = (c >>> 0) + (b >>> 0); c = sum | 0; C = (C + B + carry(sum)) | 0;
      was = b; b = ((b << 17) | (B >>> 15)) ^ c; B = ((B << 17) | (was >>> 15)) ^ C;
      was = c; c = C; C = was;
    }
    a ^= x; A ^= X;
    if (rounds === FINALIZATION) break;
    x = 0; X = 0;
    if (at < rest) {
      x = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      X = bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24);
    } else if (at === rest) {
      for (let i = 0; at + i < to; i++) {
        if (i < 4) x |= bytes[at + i] << (8 * i);
        else X |= bytes[at + i] << (8 * (i - 4));
      }
      X |= (to - from + 8) << 24;
    } else {
      c ^= 0xff;
      rounds = FINALIZATION;
    }
  }
  out[0] = a ^ b ^ c ^ d;
  out[1] = A ^ B ^ C ^ D;
}

// mark writes a hash as hexadecimal digits into bytes.
function mark(hash, bytes, at) {
  for (let i = 0; i < 8; i++) {
    bytes[at + i] = character((hash[1] >>> (28 - 4 * i)) & 15);
    bytes[at + 8 + i] = character((hash[0] >>> (28 - 4 * i)) & 15);
  }
}

// A class and no closure: what was compiled for one serves the next.
class Seal {
  #key = new Int32Array(new ArrayBuffer(OFF_HEAP));
  #hash = new Int32Array(new ArrayBuffer(OFF_HEAP));
  #number = 0;

  constructor(nonce) {
    for (let i = 0; i < 32; i++) this.#key[i >> 3] |= digit(nonce[i]) << (8 * ((i >> 1) & 3) + (i & 1 ? 0 : 4));
  }

  // next writes the mark of the next message, bytes[from..to], into bytes from at on.
  next(bytes, at, from, to) {
    digest(this.#key, this.#number++, bytes, from, to, this.#hash);
    mark(this.#hash, bytes, at);
  }
}

module.exports = { DIGITS, Seal };
