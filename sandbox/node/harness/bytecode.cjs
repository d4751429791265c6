'use strict';
// node:vm takes bytecode that was compiled before, as cachedData, and V8 runs it without
// a check: it can read the stack of its callers. Here everything is compiled from text.

const vm = require('node:vm');
const { TypeError, construct, apply, defineProperty, getPrototypeOf, hasOwn } = require('./primordials.cjs');

// without copies options, each read once, since a getter may tell something else the
// next time. Those that are no object are for Node to refuse.
function without(options) {
  if (typeof options !== 'object' || options === null) return options;
  const copy = { __proto__: null, ...options };
  if (copy.cachedData !== undefined) throw new TypeError("node:vm's cachedData is not available in this exercise");
  return copy;
}

function replace(object, key, value) {
  defineProperty(value, 'name', { __proto__: null, value: key });
  defineProperty(object, key, { __proto__: null, value, configurable: true, enumerable: true, writable: true });
}

// refuseIn wraps a function whose options are its argument at the given place.
function refuseIn(key, place) {
  const original = vm[key];
  if (original === undefined) return;
  replace(vm, key, function (...args) {
    if (args.length > place) args[place] = without(args[place]);
    return apply(original, this, args);
  });
}

// hide puts a class in the place of Script that leads nowhere else: what it inherits from
// is native and takes bytecode too.
function hideScript() {
  const { Script } = vm;
  const Guarded = function (code, options) {
    return construct(Script, [code, without(options)], new.target ?? Script);
  };
  Guarded.prototype = Script.prototype;
  replace(vm, 'Script', Guarded);
  for (let at = Script.prototype; at !== Object.prototype; at = getPrototypeOf(at)) {
    if (hasOwn(at, 'constructor')) defineProperty(at, 'constructor', { __proto__: null, value: Guarded });
  }
}

// refuseBytecode leaves node:vm without cachedData.
function refuseBytecode() {
  hideScript();
  refuseIn('createScript', 1);
  refuseIn('runInThisContext', 1);
  refuseIn('runInContext', 2);
  refuseIn('runInNewContext', 2);
  refuseIn('compileFunction', 2);
}

module.exports = { refuseBytecode };
