'use strict';
// Everything the harness needs from the language and from Node, captured before
// a solution loads. Later the solution may replace any global, any method of a
// prototype and any export of a built-in module: nothing here notices.

const fs = require('node:fs');
const { Module } = require('node:module');
const { promisify, types } = require('node:util');

// uncurry turns a method into a function whose first argument is `this`. A bound
// function looks nothing up when it is called.
const uncurry = Function.prototype.bind.bind(Function.prototype.call);
const { apply, construct, ownKeys } = Reflect;
const { getOwnPropertyDescriptor: descriptorOf, setPrototypeOf } = Object;

// A descriptor that inherits nothing: a property planted on Object.prototype
// would otherwise count as part of it.
function getOwnPropertyDescriptor(object, key) {
  const descriptor = descriptorOf(object, key);
  return descriptor && setPrototypeOf(descriptor, null);
}

// performanceNow is performance.now() without its way through process.hrtime, which
// Node has before 20.11: there the time may be a virtual clock's, or the solution's.
const hrtime = process.hrtime.bind(process);
const begun = hrtime();
const origin = performance.now();
function performanceNow() {
  const time = hrtime();
  return origin + (time[0] - begun[0]) * 1e3 + (time[1] - begun[1]) / 1e6;
}

// Versions that can require() an ES module and print a warning when it is done,
// which would stand in the report as the learner's output.
const WARNS = /^v(?:22\.12|23\.[0-4])\./;

module.exports = Object.freeze({
  __proto__: null,
  apply, construct, ownKeys, setPrototypeOf, performanceNow, promisify, types,

  defineProperty: Object.defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf: Object.getPrototypeOf,
  keys: Object.keys,
  freeze: Object.freeze,
  preventExtensions: Object.preventExtensions,
  hasOwn: Object.hasOwn,
  isPrototypeOf: uncurry(Object.prototype.isPrototypeOf),
  isArray: Array.isArray,
  objectPrototype: Object.prototype,

  parse: JSON.parse,
  stringify: JSON.stringify,
  toNumber: Number,
  toText: String,
  floor: Math.floor,
  round: Math.round,
  isFinite: Number.isFinite,

  charCodeAt: uncurry(String.prototype.charCodeAt),
  includes: uncurry(String.prototype.includes),
  indexOf: uncurry(String.prototype.indexOf),
  slice: uncurry(String.prototype.slice),
  startsWith: uncurry(String.prototype.startsWith),
  endsWith: uncurry(String.prototype.endsWith),
  bigintToText: uncurry(BigInt.prototype.toString),
  exec: uncurry(RegExp.prototype.exec),

  Date, Error, TypeError, Map, WeakMap, Promise, Proxy, RegExp, ArrayBuffer, Int32Array, Uint8Array,
  errorPrototype: Error.prototype,
  mapGet: uncurry(Map.prototype.get),
  mapSet: uncurry(Map.prototype.set),
  mapHas: uncurry(Map.prototype.has),
  mapDelete: uncurry(Map.prototype.delete),
  mapForEach: uncurry(Map.prototype.forEach),
  setForEach: uncurry(Set.prototype.forEach),
  weakGet: uncurry(WeakMap.prototype.get),
  weakSet: uncurry(WeakMap.prototype.set),
  then: uncurry(Promise.prototype.then),
  dateNow: Date.now,
  dateValue: uncurry(Date.prototype.getTime),
  dateToString: uncurry(Date.prototype.toString),

  encodeInto: uncurry(TextEncoder.prototype.encodeInto),
  encoder: new TextEncoder(),
  bufferToText: uncurry(Buffer.prototype.toString),
  bufferFrom: Buffer.from,

  setTimeout, clearTimeout, setImmediate,
  activeResources: process.getActiveResourcesInfo.bind(process),
  onProcess: process.on.bind(process),
  emitOn: process.emit,
  compile: uncurry(Module.prototype._compile),
  requiresModules: process.features.require_module === true && !WARNS.test(process.version), // from Node 20.19 and 22.13 on
  exit: process.exit.bind(process),
  reallyExit: process.reallyExit.bind(process),

  writeSync: fs.writeSync,
  writeFileSync: fs.writeFileSync,
  mkdirSync: fs.mkdirSync,
  unlinkSync: fs.unlinkSync,

  setFlags: require('node:v8').setFlagsFromString,
  runInNewContext: require('node:vm').runInNewContext,

  wait: Atomics.wait,
  cell: new Int32Array(new SharedArrayBuffer(4)),
});
