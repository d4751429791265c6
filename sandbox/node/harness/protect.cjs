'use strict';
// Locks what a solution shares with the scenario: the language's built-ins, and Node's
// classes and modules that scenarios are written with. To change one of them throws and
// names it. To give an object of one's own a property of the same name still works, as
// does a subclass with a method of that name: therefore the accessors.

const {
  Map, TypeError, apply, defineProperty, exec, getPrototypeOf, hasOwn,
  mapGet, mapHas, mapSet, objectPrototype, ownKeys, preventExtensions, promisify, toText,
} = require('./primordials.cjs');
const { Timeout } = require('./clock.cjs');
const { list } = require('./list.cjs');
const { GLOBALS, LATE, MODULES, NODE_GLOBALS, hidden } = require('./shared.cjs');

// Settings that are there to be changed.
const SETTINGS = { __proto__: null, Error: ['stackTraceLimit', 'prepareStackTrace'], Buffer: ['poolSize'] };
const NONE = [];
const FINAL = { __proto__: null, configurable: false };
const FIXED = { __proto__: null, configurable: false, writable: false };
// Whose constructor decides what their methods make.
const SPECIES = /^(?:Array|Promise|RegExp|TypedArray|(?:Shared)?ArrayBuffer|\w+\d+Array|Buffer|Generator|Async\w+|Function|Agent)\.prototype$/;

const { getOwnPropertyDescriptor: descriptorOf } = Object; // nobody has bent anything yet
const locked = new Map(); // objects and their names
const left = list(); // what cannot be locked and is compared in the end: { object, key, value, path }

const isLocked = (object) => mapHas(locked, object);
const markLocked = (object, name) => mapSet(locked, object, name);
const nameOf = (path, key) => (typeof key === 'symbol' ? `${path}[${toText(key)}]` : path === '' ? key : `${path}.${key}`);

function refuse(name) { throw new TypeError(`${name} cannot be changed in this exercise`); }

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// assign does what an assignment does to an object that only inherits the property.
function assign(object, key, value) {
  const own = hasOwn(object, key); // by super.key = value
  defineProperty(object, key, own ? { __proto__: null, value } : { __proto__: null, value, configurable: true, enumerable: true, writable: true });
}

// guarded puts an accessor in the place of a property, for good. path names the object.
function guarded(object, key, path, enumerable, get) {
  defineProperty(object, key, {
    configurable: false, enumerable, get,
    set(next) {
      if (this === object) refuse(nameOf(path, key));
      if (!isObject(this)) return;
      if (isLocked(this)) refuse(nameOf(mapGet(locked, this), key));
      assign(this, key, next);
    },
  });
}

// fix makes a property with its value the one it is.
function fix(object, key, path, { value, enumerable }) {
  guarded(object, key, path, enumerable, () => value);
}

// isClass tells a class from a function that merely can be called with new.
function isClass(fn) {
  const { prototype } = fn;
  if (typeof prototype !== 'object' || prototype === null) return false;
  return getPrototypeOf(prototype) !== objectPrototype || ownKeys(prototype).length > 1 ||
    descriptorOf(globalThis, fn.name)?.value === fn;
}

// lockFunction locks a function that is no class, with what hangs on it. promisify
// marks what it returns, which it should have done before.
function lockFunction(fn, path, key) {
  if (isLocked(fn)) return;
  const keys = ownKeys(fn); // length and name are what each has
  if (keys.length === 2) return void preventExtensions(fn);
  if (isClass(fn)) return void lockClass(fn, fn.name || nameOf(path, key));
  if (hasOwn(fn, promisify.custom)) promisify(fn);
  lock(fn, nameOf(path, key), 'function');
}

// leave keeps a property as it is and has it looked at later.
function leave(object, key, path, { value }) {
  defineProperty(object, key, FINAL);
  left[left.length] = { object, key, value, path };
}

// mayChange tells what of a prototype has to stay a writable property: what util.inspect
// reads as one and old-style subclasses assign, and the state that instances begin with.
function mayChange(kind, key, value, path) {
  if (key === 'constructor') return exec(SPECIES, path) === null;
  return kind === 'node' && typeof value !== 'function';
}

// lockLazy locks an export that Node loads when it is first asked for. Node puts the
// value in its place then, which fails, but has it the second time.
function lockLazy(object, key, path, { get, enumerable }) {
  guarded(object, key, path, enumerable, () => {
    try { return apply(get, object, NONE); } catch { return apply(get, object, NONE); }
  });
}

// lockWritable locks what can no longer be anything but a property that is written to.
function lockWritable(object, key, path, kind, descriptor) {
  if (!descriptor.writable) return;
  if (key === 'prototype') defineProperty(object, key, FIXED);
  else if (kind === 'node') left[left.length] = { object, key, value: descriptor.value, path };
}

function lockProperty(object, key, path, kind) {
  const descriptor = descriptorOf(object, key);
  if (!descriptor.configurable) return void lockWritable(object, key, path, kind, descriptor);
  const { value, writable } = descriptor;
  const ofPrototype = kind === 'language' || kind === 'node';
  if (typeof value === 'function' && key !== 'constructor') lockFunction(value, path, key);
  if (writable === undefined) {
    if (kind === 'module' && descriptor.get) lockLazy(object, key, path, descriptor);
    else defineProperty(object, key, FINAL);
  } else if (!writable) {
    defineProperty(object, key, FINAL);
  } else if (ofPrototype && mayChange(kind, key, value, path)) {
    leave(object, key, path, descriptor);
  } else if (key === 'constructor' || (kind === 'language' && (typeof key === 'symbol' || key === 'next' || key === 'exec'))) {
    defineProperty(object, key, FIXED); // V8 takes the fast way only while these are plain properties
  } else {
    fix(object, key, path, descriptor);
  }
}

// awaitLate lets a property that this Node lacks be set, which an object that takes no
// others has to have for that.
function awaitLate(object, key) {
  if (hasOwn(object, key)) return;
  let late;
  defineProperty(object, key, {
    __proto__: null, configurable: false, enumerable: false,
    get: () => late,
    set(value) { if (this === object) late = value; else if (isObject(this)) assign(this, key, value); },
  });
}

function keepSetting(object, key) {
  const value = object[key];
  defineProperty(object, key, { __proto__: null, value, configurable: false, enumerable: false, writable: true });
}

// lock locks an object's properties. kind says what it is: a prototype of the language's
// or of Node's, a module, a function, or another object.
function lock(object, path, kind) {
  if (isLocked(object)) return;
  markLocked(object, path);
  const settings = SETTINGS[path] ?? NONE;
  settings.forEach((key) => keepSetting(object, key));
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const marked = keys[i] === promisify.custom && object[keys[i]] === object; // by promisify, and anew each time
    if (!marked) lockProperty(object, keys[i], path, kind);
  }
  (LATE[path] ?? NONE).forEach((key) => awaitLate(object, key));
  if (kind !== 'module') preventExtensions(object);
}

// lockClass locks a function, its statics, its prototype, and what both inherit from.
function lockClass(fn, path) {
  for (let at = fn, name = path; typeof at === 'function' && !isLocked(at); at = getPrototypeOf(at), name = at?.name || name) {
    if (at === Function.prototype) return lockPrototypes(at, 'Function.prototype');
    lock(at, name, 'function');
    lockPrototypes(at.prototype, `${name}.prototype`);
  }
}

let kindOfPrototypes = 'language';

function lockPrototypes(prototype, path) {
  for (let at = prototype, name = path; isObject(at) && !isLocked(at); at = getPrototypeOf(at)) {
    lock(at, name, kindOfPrototypes);
    name = `${getPrototypeOf(at)?.constructor?.name ?? name}.prototype`;
  }
}

// lockNested locks what a module or a namespace holds besides functions.
function lockNested(object, path, kind) {
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const { value } = descriptorOf(object, keys[i]);
    if (typeof value === 'object' && value !== null && isPlain(value)) lock(value, nameOf(path, keys[i]), 'object');
  }
}

const isPlain = (value) => getPrototypeOf(value) === objectPrototype || getPrototypeOf(value) === null;

function lockGlobals(names) {
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const value = globalThis[name]; // Node defines some when they are first asked for
    if (value === undefined) continue; // a Node without it
    if (typeof value === 'function') lockFunction(value, '', name);
    else lock(value, name, 'object');
    lockBinding(name);
  }
}

// lockBinding keeps a global's name for what it names. Many of Node's have a setter, which
// would serve whoever assigns.
function lockBinding(name) {
  const { configurable, enumerable, writable, get } = descriptorOf(globalThis, name);
  if (!configurable) return;
  if (writable !== undefined) defineProperty(globalThis, name, FIXED);
  else lockLazy(globalThis, name, '', { enumerable, get });
}

// lockBindings also locks the names of globals that no scenario uses, such as fetch.
function lockBindings() {
  const names = ownKeys(globalThis);
  for (let i = 0; i < names.length; i++) if (typeof names[i] === 'string') lockBinding(names[i]);
}

// lockTimers locks the classes of what timers return, those of the virtual clock and Node's.
function lockTimers() {
  const timer = setTimeout(() => {}, 1);
  const immediate = setImmediate(() => {});
  clearTimeout(timer);
  clearImmediate(immediate);
  lockClass(Timeout, 'Timeout');
  lockClass(timer.constructor, 'Timeout');
  lockClass(immediate.constructor, 'Immediate');
}

function lockModule(id) {
  let exported;
  try { exported = require(`node:${id}`); } catch { return; } // a Node without it
  if (typeof exported === 'function') return lockClass(exported, exported.name || id);
  if (id === 'http') preventExtensions(exported.globalAgent); // whose class is asked for whoever wants an agent of its own
  lockNested(exported, id);
  lock(exported, id, 'module');
}

let loaded = 0; // how many of Node's modules were loaded when all was locked

// explainDefine has a refused Object.defineProperty say what an assignment says.
function explainDefine() {
  const value = function (object, key, descriptor) {
    try { return defineProperty(object, key, descriptor); } catch (error) {
      if (isObject(object) && isLocked(object)) refuse(nameOf(mapGet(locked, object), key));
      throw error;
    }
  };
  defineProperty(value, 'name', { __proto__: null, value: 'defineProperty' });
  Object.defineProperty = value;
}

// protect locks everything. Call it when the harness has changed what it will change.
function protect() {
  explainDefine();
  lockGlobals(GLOBALS);
  const more = hidden();
  for (let i = 0; i < more.length; i++) lockPrototypes(more[i].object, more[i].name);
  kindOfPrototypes = 'node';
  lockGlobals(NODE_GLOBALS);
  lockClass(require('node:async_hooks').AsyncLocalStorage, 'AsyncLocalStorage'); // loaded when it is asked for
  for (let i = 0; i < MODULES.length; i++) lockModule(MODULES[i]);
  lockTimers();
  lockBindings();
  loaded = process.moduleLoadList.length;
}

// lockFunctions locks those properties of an object that are functions, and lets it have
// others.
function lockFunctions(object, path) {
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    if (typeof descriptorOf(object, keys[i]).value === 'function') lockProperty(object, keys[i], path, 'object');
  }
}

// protectLoaded also locks the modules that the scenarios have loaded since, and what
// these are made of.
function protectLoaded(text) {
  const { builtinModules } = require('node:module');
  const fresh = process.moduleLoadList.slice(loaded);
  for (const id of builtinModules) {
    if (id !== 'process' && (fresh.includes(`NativeModule ${id}`) || text.includes(`'node:${id}'`) || text.includes(`"node:${id}"`))) lockModule(id);
  }
}

// changed names something that could not be locked and is not what it was, or nothing.
function changed() {
  for (let i = 0; i < left.length; i++) {
    const { object, key, value, path } = left[i];
    if (object[key] !== value) return nameOf(path, key);
  }
  return '';
}

module.exports = { changed, fix, guarded, lockFunction, lockFunctions, markLocked, protect, protectLoaded, refuse };
