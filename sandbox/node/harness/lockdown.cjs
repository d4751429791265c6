'use strict';
// Takes away what could reach the harness from inside its own process: its
// memory (heap snapshots, the inspector), its hold on built-in modules, and other
// processes and threads where an exercise does not need them. The sandbox keeps a
// solution from the machine; this only keeps it from the trace.

const { syncBuiltinESMExports } = require('node:module');
const { TypeError, defineProperty, getOwnPropertyDescriptor, keys, onProcess } = require('./primordials.cjs');
const { guardWorkers } = require('./workers.cjs');
const { refuseBytecode } = require('./bytecode.cjs');
const { hideResources } = require('./hooks.cjs');

const MEMORY = 'shows the memory that the harness keeps the nonce in';
const NATIVE = 'reaches native code below the captured functions';
const BYTECODE = 'runs bytecode that V8 does not check';
const HOOKS = 'changes how scenarios are loaded';
const CHILD = 'starts processes';
const SHARED = 'changes it for everybody';
const OTHERS = 'hands out objects of the scenario and of the harness';

// [module, exports, why]; applied at boot, before anybody can ask for a module.
const ALWAYS = [
  ['node:process', ['binding', '_linkedBinding', 'dlopen', 'execve'], NATIVE],
  ['node:process', ['_debugProcess', '_debugEnd'], MEMORY],
  ['node:process', ['setUncaughtExceptionCaptureCallback', 'addUncaughtExceptionCaptureCallback'], SHARED],
  ['node:stream', ['setDefaultHighWaterMark'], SHARED],
  ['node:process', ['_getActiveHandles', '_getActiveRequests'], OTHERS],
  ['node:diagnostics_channel', ['subscribe'], OTHERS],
  ['node:inspector/promises', ['Session', 'open'], MEMORY], // first: it extends the other
  ['node:inspector', ['Session', 'open'], MEMORY],
  ['node:v8', ['getHeapSnapshot', 'writeHeapSnapshot', 'setHeapSnapshotNearHeapLimit', 'queryObjects'], MEMORY],
  ['node:v8', ['setFlagsFromString', 'startupSnapshot'], NATIVE],
  ['node:module', ['register', 'registerHooks'], HOOKS],
  ['node:module', ['enableCompileCache'], BYTECODE], // from 22.1 on
  ['node:sqlite', ['DatabaseSync', 'DatabaseAsync', 'Database'], NATIVE], // from 22.5 on; by extensions
];
// Modules of which nothing is to be had, since they read and write any memory.
const WHOLE = ['node:ffi']; // from 26 on

const PROCESSES = [
  ['node:child_process', ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork', '_forkChild'], CHILD],
];
const THREADS = [
  ['node:worker_threads', ['Worker'], 'has built-in modules of its own, not locked down'],
];

function thrower(name) {
  return function () { throw new TypeError(`${name} is not available in this exercise`); };
}

function block(object, key, name) {
  if (object[key] === undefined) return;
  defineProperty(object, key, {
    __proto__: null, value: thrower(name), configurable: true, enumerable: true, writable: true,
  });
}

function blockAll(table) {
  for (const [id, names] of table) {
    let exported;
    try { exported = require(id); } catch { continue; } // a Node built without it
    for (const name of names) block(exported, name, `${id}'s ${name}`);
  }
}

// silently calls a function while Node says nothing about what is experimental: that
// would stand in the report as the learner's output.
function silently(fn) {
  const before = getOwnPropertyDescriptor(process, 'emitWarning');
  defineProperty(process, 'emitWarning', { __proto__: null, value() {}, configurable: true });
  try { fn(); } finally { defineProperty(process, 'emitWarning', before); }
}

function blockWhole() {
  for (const id of WHOLE) {
    let exported;
    try { exported = require(id); } catch { continue; }
    for (const name of keys(exported)) block(exported, name, `${id}'s ${name}`);
  }
}

// lockForAll takes away what no exercise needs.
function lockForAll() {
  silently(() => {
    blockAll(ALWAYS);
    blockWhole();
  });
  block(require('node:diagnostics_channel').Channel.prototype, 'subscribe', "node:diagnostics_channel's subscribe");
  block(require('node:diagnostics_channel').Channel.prototype, 'bindStore', "node:diagnostics_channel's bindStore");
  refuseBytecode();
  hideResources();
  // A listener keeps Node from opening the inspector when the signal comes.
  onProcess('SIGUSR1', () => {});
  syncBuiltinESMExports();
}

// lockForJob takes away what this exercise does not need.
function lockForJob({ processes, threads }) {
  if (!processes) {
    blockAll(PROCESSES);
    block(require('node:child_process').ChildProcess.prototype, 'spawn', 'node:child_process');
  }
  if (threads) guardWorkers();
  else blockAll(THREADS);
  syncBuiltinESMExports();
}

// hideModules removes the harness from the tables that require() can read.
function hideModules() {
  const { cache, main } = require;
  for (const file of Object.keys(cache)) {
    cache[file].children.length = 0;
    delete cache[file];
  }
  if (!main) return; // in a thread
  main.exports = {};
  main.children.length = 0;
}

module.exports = { hideModules, lockForAll, lockForJob };
