'use strict';
// What a scenario is handed: `s`. All of it works on captured functions.

const {
  Promise, TypeError, WeakMap, freeze, indexOf, isArray, keys, parse, runInNewContext, setFlags, setImmediate,
  startsWith, then, toText, types, weakGet, weakSet,
} = require('./primordials.cjs');
const { isError, plain } = require('./plain.cjs');
const { turns } = require('./loop.cjs');

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// identities returns ref(object): the same number for the same object, from 1.
function identities() {
  const known = new WeakMap();
  let last = 0;
  return function ref(object) {
    if (!isObject(object)) return null;
    if (!weakGet(known, object)) weakSet(known, object, ++last);
    return weakGet(known, object);
  };
}

// className names an error's class with its article, "a RangeError"; a name that is no
// text, or too long for one, is not a class's.
function className(error) {
  const { name } = error;
  if (typeof name !== 'string' || name === '' || name.length > 60) return 'an error';
  return indexOf('AEIOUaeiou', name[0]) < 0 ? `a ${name}` : `an ${name}`;
}

function describeObject(value) {
  if (types.isPromise(value)) return 'a Promise';
  if (isArray(value)) return `an array of ${value.length}`;
  if (isError(value)) return `${className(value)} ("${value.message}")`;
  if (types.isMap(value)) return 'a Map';
  if (types.isSet(value)) return 'a Set';
  const names = keys(value);
  if (names.length === 0) return 'an empty object';
  return names.length === 1 ? 'an object with 1 property' : `an object with ${names.length} properties`;
}

// typeOf describes a value in a few words for a message.
function typeOf(value) {
  if (value === null || value === undefined) return `${value}`;
  if (typeof value === 'string') return value === '' ? 'an empty string' : 'a string';
  if (!isObject(value)) return `a ${typeof value}`;
  if (typeof value === 'function') return 'a function';
  try { return describeObject(value); } catch { return 'an object'; }
}

// causes lists an error and its causes, the outermost first: at most 8, since a
// chain may be a ring. A cause that cannot be read ends it.
function causes(error) {
  const found = [];
  for (let e = error; e !== undefined && e !== null && found.length < 8;) {
    found[found.length] = e;
    try { e = e.cause; } catch { break; }
  }
  return found;
}

// message is an error's text, or the text of whatever else was thrown.
function message(error) {
  try { return toText(error.message ?? error); } catch { return typeOf(error); }
}

// messages lists the texts of an error and its causes.
function messages(error) {
  const texts = causes(error);
  for (let i = 0; i < texts.length; i++) texts[i] = message(texts[i]);
  return texts;
}

// settle turns what a promise or a thunk comes to into a value; never rejects.
async function settle(subject) {
  let promise = subject;
  if (typeof subject === 'function') {
    try { promise = subject(); } catch (reason) { return { __proto__: null, status: 'threw', reason }; }
  }
  try {
    return { __proto__: null, status: 'fulfilled', value: await promise };
  } catch (reason) {
    return { __proto__: null, status: 'rejected', reason };
  }
}

// gate is a promise that the scenario settles when it likes.
function gate() {
  let resolve, reject;
  const promise = new Promise((yes, no) => { resolve = yes; reject = no; });
  then(promise, undefined, () => {}); // one that nobody waits for is no unhandled rejection
  const self = {
    promise, opened: false,
    open(value) { self.opened = true; resolve(value); },
    fail(error) { self.opened = true; reject(error); },
  };
  return self;
}

// macrotask calls fn in a setImmediate callback and resolves to { value }, boxed
// so that a promise which fn returns is not waited for.
function macrotask(fn) {
  return new Promise((resolve, reject) => setImmediate(() => {
    try { resolve({ __proto__: null, value: fn() }); } catch (error) { reject(error); }
  }));
}

async function quiet(trace, count) {
  let seen = trace.events;
  for (let still = 0; still < count; still++) {
    await turns(1);
    if (trace.events !== seen) still = -1;
    seen = trace.events;
  }
}

// collect runs the garbage collector until what can go is gone: an object that a
// promise or a weak reference held only goes in a later round.
async function collect(rounds) {
  setFlags('--expose-gc'); // for contexts to come, so the solution's own has none
  const gc = runInNewContext('gc');
  for (let i = 0; i < rounds; i++) {
    gc();
    await turns(1);
  }
}

// createScenario makes `s` for one run. run is { over }: after it nothing more is emitted.
function createScenario({ solution, input, clock, trace, run }) {
  const begin = clock.now();
  function emit(kind, data = {}) {
    if (typeof kind !== 'string' || kind === '' || startsWith(kind, '@')) {
      throw new TypeError(`a scenario cannot emit the kind ${typeOf(kind) === 'a string' ? `"${kind}"` : typeOf(kind)}`);
    }
    if (run.over) return;
    trace.events++;
    trace.emit(kind, data);
  }
  async function watch(label, promise) {
    const outcome = await settle(promise);
    emit(label, outcome);
    return outcome;
  }
  return freeze({
    solution, input: parse(input), emit, watch, settle, gate, macrotask, plain, typeOf, causes, messages,
    ref: identities(),
    now: () => clock.now() - begin,
    sleep: (ms) => new Promise((resolve) => clock.sleep(resolve, ms)),
    timers: () => clock.timers(),
    turn: (n = 1) => turns(n),
    quiet: (count = 40) => quiet(trace, count),
    gc: (rounds = 6) => collect(rounds),
  });
}

module.exports = { createScenario };
