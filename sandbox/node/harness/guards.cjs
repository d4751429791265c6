'use strict';
// Watches the process while a job runs: what nobody catches, and process.exit,
// end it and are reported first.

const { EventEmitter } = require('node:events');
const { Error, apply, defineProperty, emitOn, exit, reallyExit } = require('./primordials.cjs');
const { ranOut } = require('./loop.cjs');
const { lockFunctions, refuse } = require('./protect.cjs');

const FRAMES = 30; // frames that errors record, so that the learner's are among them
const UNCAUGHT = { __proto__: null, uncaughtException: '@uncaught', unhandledRejection: '@unhandled' };

const NOTHING = { __proto__: null };

let runner = null; // what runs a job

function shownCode(code) {
  return typeof code === 'number' || typeof code === 'string' ? code : '';
}

// escaped reports what nobody caught. A tolerant scenario goes on after it; in any other
// the process is in doubt and ends.
function escaped(kind, error) {
  if (runner.tolerates(kind, error)) return;
  runner.fatal(error);
  reallyExit(0);
}

// emit comes before all listeners, and does not depend on any: Node emits here what
// nobody caught, and that there is nothing left to do.
function emit(event, ...args) {
  if (event === 'beforeExit') ranOut();
  const kind = runner && typeof event === 'string' ? UNCAUGHT[event] : undefined;
  if (kind) escaped(kind, args[0]);
  const heard = apply(emitOn, this, [event, ...args]);
  return kind ? true : heard;
}

let ending = false;

function end(code) {
  ending = true;
  runner?.fatal(new Error('process.exit'), `process.exit(${shownCode(code)}) was called`);
  exit(code);
}

// guardEnding keeps a process that does not end from being one that ends, in which
// process.nextTick does nothing.
function guardEnding() {
  const { get, set } = Object.getOwnPropertyDescriptor(process, '_exiting') ?? NOTHING;
  if (!set) return; // a Node without it
  defineProperty(process, '_exiting', {
    __proto__: null, configurable: false, enumerable: true, get,
    set(value) {
      if (!ending) refuse('process._exiting');
      apply(set, process, [value]);
    },
  });
}

const own = (value) => ({ __proto__: null, value, configurable: true, enumerable: true, writable: true });

// guard puts the watches in place and locks what they hang on. Call it at boot.
function guard() {
  for (const name of Reflect.ownKeys(EventEmitter.prototype)) {
    if (name !== 'constructor' && typeof process[name] === 'function') defineProperty(process, name, own(process[name]));
  }
  defineProperty(process, 'emit', own(emit));
  defineProperty(process, 'exit', own(end));
  guardEnding();
  lockFunctions(process, 'process');
  lockFunctions(globalThis.console, 'console');
}

// watch reports for a runner from now on.
function watch(next) {
  Error.stackTraceLimit = FRAMES;
  runner = next;
}

module.exports = { guard, watch };
