'use strict';
// Puts a virtual clock in the place of everything a solution can read the time
// from or wait with, and puts the real ones back. setImmediate, nextTick and
// microtasks stay Node's own.

const timers = require('node:timers');
const timersPromises = require('node:timers/promises');
const { syncBuiltinESMExports } = require('node:module');
const { promisify } = require('node:util');
const {
  Date, Proxy, construct, dateToString, defineProperty, floor, getOwnPropertyDescriptor,
  getPrototypeOf, hasOwn, keys,
} = require('./primordials.cjs');
const { list } = require('./list.cjs');
const { guarded, lockFunction, markLocked } = require('./protect.cjs');
const { repeat, timeoutSignal, wait } = require('./timers.cjs');

const NS = 1_000_000_000n;

// clock is the one that all patches show. Each scenario has one of its own.
let clock = null;

function virtualDate() {
  return new Proxy(Date, {
    __proto__: null,
    construct: (target, args, as) => construct(target, args.length === 0 ? [clock.date()] : args, as),
    apply: () => dateToString(new Date(clock.date())),
  });
}

function hrtime() {
  const nanoseconds = () => BigInt(floor(clock.sinceBoot() * 1e6));
  function read(since) {
    const now = nanoseconds();
    const total = since ? now - (BigInt(since[0]) * NS + BigInt(since[1])) : now;
    return [Number(total / NS), Number(total % NS)];
  }
  read.bigint = nanoseconds;
  return read;
}

function functions() {
  const set = {
    setTimeout(callback, ms, ...args) { return clock.setTimeout(callback, ms, args); },
    setInterval(callback, ms, ...args) { return clock.setInterval(callback, ms, args); },
    clearTimeout(timer) { clock.clear(timer); },
    clearInterval(timer) { clock.clear(timer); },
  };
  const promises = {
    setTimeout: (ms, value, options) => wait(clock, ms, value, options),
    setInterval: (ms, value, options) => repeat(clock, ms, value, options),
  };
  defineProperty(set.setTimeout, promisify.custom, { __proto__: null, value: promises.setTimeout, configurable: true });
  return { set, promises };
}

// owner finds the object on the prototype chain that holds a property.
function owner(object, key) {
  for (let at = object; at; at = getPrototypeOf(at)) if (hasOwn(at, key)) return at;
  return object;
}

// temporal replaces the current time of Temporal, which Node has from 26 on.
function temporal(add) {
  const { Temporal } = globalThis;
  if (!Temporal) return;
  const { Now } = Temporal;
  const instant = () => Temporal.Instant.fromEpochMilliseconds(clock.date());
  const zoned = (zone = Now.timeZoneId()) => instant().toZonedDateTimeISO(zone);
  add(Now, 'instant', instant);
  add(Now, 'zonedDateTimeISO', zoned);
  add(Now, 'plainDateTimeISO', (zone) => zoned(zone).toPlainDateTime());
  add(Now, 'plainDateISO', (zone) => zoned(zone).toPlainDate());
  add(Now, 'plainTimeISO', (zone) => zoned(zone).toPlainTime());
}

// targets lists what to replace: [object, property, value].
function targets() {
  const { set, promises } = functions();
  const date = virtualDate();
  const all = list();
  const add = (object, key, value, path = '') => {
    all[all.length] = { __proto__: null, object, key, value, original: undefined, path };
  };
  const names = keys(set);
  for (let i = 0; i < names.length; i++) {
    add(globalThis, names[i], set[names[i]]);
    add(timers, names[i], set[names[i]], 'timers');
  }
  add(timersPromises, 'setTimeout', promises.setTimeout, 'timers/promises');
  add(timersPromises, 'setInterval', promises.setInterval, 'timers/promises');
  add(timersPromises.scheduler, 'wait', (ms, options) => wait(clock, ms, undefined, options), 'timers/promises.scheduler');
  add(Date, 'now', () => clock.date(), 'Date');
  add(Date.prototype, 'constructor', date, 'Date.prototype');
  add(globalThis, 'Date', date);
  add(owner(performance, 'now'), 'now', () => clock.sinceBoot(), 'performance');
  add(process, 'hrtime', hrtime(), 'process');
  add(process, 'uptime', () => clock.sinceBoot() / 1000, 'process');
  add(AbortSignal, 'timeout', (ms) => timeoutSignal(clock, ms), 'AbortSignal');
  temporal((object, key, value) => add(object, key, value, 'Temporal.Now'));
  return all;
}

const all = targets();
let virtual = false; // which of both everybody is shown

// arm puts accessors in place that show the virtual clock's functions or Node's own, for
// good: what is locked cannot be replaced later.
function arm() {
  for (let i = 0; i < all.length; i++) {
    const { object, key, value, path } = all[i];
    const original = all[i].original = object[key];
    if (original === Date) {
      markLocked(value, 'Date'); // the original is locked with the language's other classes
    } else {
      lockFunction(value, path, key);
      lockFunction(original, path, key);
    }
    if (key === 'constructor') { // util.inspect reads it as a plain property
      defineProperty(object, key, { __proto__: null, configurable: false });
      continue;
    }
    guarded(object, key, path, getOwnPropertyDescriptor(object, key)?.enumerable ?? false, () => (virtual ? value : original));
  }
}

function show() {
  for (let i = 0; i < all.length; i++) {
    const { object, key, value, original } = all[i];
    if (key === 'constructor') object[key] = virtual ? value : original;
  }
  syncBuiltinESMExports();
}

// install puts a virtual clock in place, also of another.
function install(next) {
  clock = next;
  if (virtual) return; // to tell named imports takes longer than all the rest
  virtual = true;
  show();
}

// restore puts the real time back.
function restore() {
  if (!virtual) return;
  virtual = false;
  show();
}

module.exports = { arm, install, restore };
