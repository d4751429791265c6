'use strict';
// node:async_hooks hands out the promises, timers and callbacks of everybody, the
// harness's and the scenario's too: who holds a promise can say that its rejection was
// handled. What is handed out here are objects in their place, always the same for the same.

const hooks = require('node:async_hooks');
const v8 = require('node:v8');
const { TypeError, WeakMap, apply, defineProperty, keys, weakGet, weakSet } = require('./primordials.cjs');

const standIns = new WeakMap();

function standIn(resource) {
  if (typeof resource !== 'object' || resource === null) return resource;
  let found = weakGet(standIns, resource);
  if (found === undefined) weakSet(standIns, resource, found = {});
  return found;
}

// AsyncHook has Node's within it: on that one the callbacks can be replaced.
function classOf(createHook) {
  return class AsyncHook {
    #hook;
    constructor(callbacks) {
      const copy = { __proto__: null, ...callbacks };
      const { init } = copy;
      if (typeof init === 'function') copy.init = (id, type, trigger, resource) => apply(init, this, [id, type, trigger, standIn(resource)]);
      this.#hook = createHook(copy);
    }

    enable() { this.#hook.enable(); return this; }
    disable() { this.#hook.disable(); return this; }
  };
}

function replace(object, key, value) {
  defineProperty(value, 'name', { __proto__: null, value: key });
  defineProperty(object, key, { __proto__: null, value, configurable: true, enumerable: true, writable: true });
}

// hideResources is to be called before all is locked.
function hideResources() {
  const { createHook, executionAsyncResource } = hooks;
  const AsyncHook = classOf(createHook);
  replace(hooks, 'createHook', (callbacks) => new AsyncHook(callbacks));
  replace(hooks, 'executionAsyncResource', () => standIn(executionAsyncResource()));
  const names = keys(v8.promiseHooks);
  const refusing = {}; // another object, since createHook uses what is in Node's
  for (let i = 0; i < names.length; i++) {
    replace(refusing, names[i], () => { throw new TypeError(`node:v8's promiseHooks.${names[i]} is not available in this exercise`); });
  }
  defineProperty(v8, 'promiseHooks', { __proto__: null, value: refusing, configurable: true, enumerable: true, writable: true });
}

module.exports = { hideResources };
