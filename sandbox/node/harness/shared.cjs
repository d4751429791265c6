'use strict';
// What a solution shares with the scenario: names of it, and what has no name.

const { getPrototypeOf } = require('./primordials.cjs');

// GLOBALS are the language's; there is a test that none is missing. Temporal, which is
// new and takes ten milliseconds to load, no scenario can use yet.
const GLOBALS = [
  'Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Promise', 'RegExp', 'Date',
  'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SuppressedError', 'SyntaxError', 'TypeError', 'URIError',
  'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'Proxy', 'Reflect', 'JSON', 'Math', 'Atomics', 'Iterator',
  'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array',
  'Float16Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array',
  'DisposableStack', 'AsyncDisposableStack', 'Intl',
  'parseFloat', 'parseInt', 'isFinite', 'isNaN', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'eval',
];

// NODE_GLOBALS are those of Node's that cost little to load.
const NODE_GLOBALS = [
  'AbortController', 'AbortSignal', 'DOMException', 'EventTarget', 'Event', 'Buffer', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder',
  'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask', 'structuredClone',
  'performance', 'Performance', 'MessageChannel', 'MessagePort',
];

// LATE are what a Node that is supported may not have yet: to bring one along is no harm,
// since no scenario can count on it.
const LATE = {
  __proto__: null,
  Array: ['fromAsync'], Error: ['isError'], Map: ['groupBy'], Math: ['sumPrecise'], Object: ['groupBy'], Promise: ['try', 'withResolvers'], RegExp: ['escape'],
  'Map.prototype': ['getOrInsert', 'getOrInsertComputed'],
  'Set.prototype': ['difference', 'intersection', 'isDisjointFrom', 'isSubsetOf', 'isSupersetOf', 'symmetricDifference', 'union'],
};

// MODULES are locked before any job: scenarios load others themselves.
const MODULES = ['async_hooks', 'buffer', 'events', 'fs', 'path', 'stream', 'stream/promises', 'timers', 'timers/promises', 'util'];

// hidden lists the prototypes that no global leads to.
function hidden() {
  const generator = getPrototypeOf(function* () {});
  const asyncGenerator = getPrototypeOf(async function* () {});
  const named = {
    __proto__: null,
    'ArrayIterator.prototype': getPrototypeOf([][Symbol.iterator]()),
    'MapIterator.prototype': getPrototypeOf(new Map()[Symbol.iterator]()),
    'SetIterator.prototype': getPrototypeOf(new Set()[Symbol.iterator]()),
    'StringIterator.prototype': getPrototypeOf(''[Symbol.iterator]()),
    'RegExpStringIterator.prototype': getPrototypeOf('a'.matchAll(/a/g)),
    'GeneratorFunction.prototype': generator,
    'Generator.prototype': generator.prototype,
    'AsyncFunction.prototype': getPrototypeOf(async () => {}),
    'AsyncGeneratorFunction.prototype': asyncGenerator,
    'AsyncGenerator.prototype': asyncGenerator.prototype,
    'TypedArray.prototype': getPrototypeOf(Uint8Array.prototype),
  };
  const names = Object.keys(named);
  return names.map((name) => ({ __proto__: null, name, object: named[name] }));
}

module.exports = { GLOBALS, LATE, MODULES, NODE_GLOBALS, hidden };
