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
  const add = (object, key, value) => { all[all.length] = { __proto__: null, object, key, value }; };
  const names = keys(set);
  for (let i = 0; i < names.length; i++) {
    add(globalThis, names[i], set[names[i]]);
    add(timers, names[i], set[names[i]]);
  }
  add(timersPromises, 'setTimeout', promises.setTimeout);
  add(timersPromises, 'setInterval', promises.setInterval);
  add(timersPromises.scheduler, 'wait', (ms, options) => wait(clock, ms, undefined, options));
  add(Date, 'now', () => clock.date());
  add(Date.prototype, 'constructor', date);
  add(globalThis, 'Date', date);
  add(owner(performance, 'now'), 'now', () => clock.sinceBoot());
  add(process, 'hrtime', hrtime());
  add(process, 'uptime', () => clock.sinceBoot() / 1000);
  add(AbortSignal, 'timeout', (ms) => timeoutSignal(clock, ms));
  temporal(add);
  return all;
}

const all = targets();
const originals = list(); // property descriptors, while the patches are in place
let patched = false;

function put({ object, key, value }) {
  const before = getOwnPropertyDescriptor(object, key);
  defineProperty(object, key, {
    __proto__: null, value, configurable: true, writable: true, enumerable: before?.enumerable ?? false,
  });
  return before;
}

// intact tells whether a solution left all patches alone.
function intact() {
  for (let i = 0; i < all.length; i++) {
    const { object, key, value } = all[i];
    if (getOwnPropertyDescriptor(object, key)?.value !== value) return false;
  }
  return true;
}

// install puts a virtual clock in place, also of another.
function install(next) {
  clock = next;
  if (patched && intact()) return; // to tell named imports takes longer than all the rest
  for (let i = 0; i < all.length; i++) {
    const before = put(all[i]);
    if (!patched) originals[i] = before;
  }
  patched = true;
  syncBuiltinESMExports();
}

// restore puts the real time back.
function restore() {
  if (!patched) return;
  for (let i = 0; i < all.length; i++) {
    const { object, key } = all[i];
    if (originals[i]) defineProperty(object, key, originals[i]);
    else delete object[key];
  }
  patched = false;
  syncBuiltinESMExports();
}

module.exports = { install, restore };
