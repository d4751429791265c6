'use strict';
// The Worker class that an exercise with threads has. Each thread locks itself down
// before it runs anything else, and nothing leads to Node's own class, whose threads
// do not.

const path = require('node:path');
const { TypeError, apply, construct, defineProperty, getPrototypeOf, isArray, setPrototypeOf } = require('./primordials.cjs');

const PRELOAD = `--require=${path.join(__dirname, 'thread.cjs')}`;

function refuse(name) { throw new TypeError(`Worker's ${name} is not available in this exercise`); }

// environment is a copy without what Node reads options from.
function environment(env) {
  const copy = { __proto__: null, ...env };
  delete copy.NODE_OPTIONS;
  return copy;
}

// safe copies options, each read once.
function safe(options, SHARE_ENV) {
  const copy = { __proto__: null, ...options };
  if (copy.env === SHARE_ENV) refuse('SHARE_ENV');
  if (isArray(copy.execArgv) ? copy.execArgv.length > 0 : copy.execArgv) refuse('execArgv');
  copy.env = environment(copy.env ?? process.env);
  copy.execArgv = [PRELOAD];
  return copy;
}

// guardWorkers puts a class in the place of Worker that is all of it that can be reached.
function guardWorkers() {
  const threads = require('node:worker_threads');
  const { Worker: Node, SHARE_ENV } = threads;
  const Worker = function (file, options) {
    if (new.target === undefined) return apply(Node, this, []); // it says that it wants new
    return construct(Node, [file, safe(options, SHARE_ENV)], new.target);
  };
  setPrototypeOf(Worker, getPrototypeOf(Node));
  Worker.prototype = Node.prototype;
  defineProperty(Node.prototype, 'constructor', { __proto__: null, value: Worker, configurable: true, enumerable: false, writable: true });
  defineProperty(threads, 'Worker', { __proto__: null, value: Worker, configurable: true, enumerable: true, writable: true });
}

module.exports = { guardWorkers };
