'use strict';
// A spare that waits for its job runs a small one of its own meanwhile, so that
// the loaders are started and what most jobs use is compiled when the job comes:
// the harness itself, Node's streams, events and signals.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Emitter } = require('./emitter.cjs');
const { disregard, turns } = require('./loop.cjs');
const { restore } = require('./patches.cjs');
const { setFlags } = require('./primordials.cjs');
const { Runner } = require('./runner.cjs');
const { Trace } = require('./trace.cjs');

const NEWEST_V8 = 14; // Node 26 has it
const SHORT = 32; // bytes of the first lines, or fewer: each way through is taken
const LONG = 4000; // bytes of the others, and more
const MANY = 400; // lines

const play = path.join(__dirname, 'rehearsal');
const text = (name) => fs.readFileSync(path.join(play, name), 'utf8');

function job() {
  const run = [];
  for (const name of ['values', 'streams', 'values', 'streams', 'timers']) run.push({ name, clock: 'virtual', input: { n: 1 } });
  return {
    solution: { name: 'rehearsal.mjs', content: text('solution.mjs') },
    scenarios: { name: 'rehearsed.mjs', content: text('scenarios.mjs') },
    run: [...run, { name: 'timers', clock: 'real', input: [] }],
  };
}

// lateFlag is V8's flag for how much a function runs before it is optimised, set to
// fifteen times the usual. V8 complains about flags that it does not know, so it is
// named only to those of which that is known.
function lateFlag() {
  const major = Number(process.versions.v8.split('.', 1)[0]);
  if (major === 11) return '--interrupt-budget=1000000'; // of bytecode
  return major <= NEWEST_V8 ? '--invocation-count-for-turbofan=45000' : '';
}

// tune sets V8 up for what lives for a moment: machine code at once, and optimised
// only what goes on for some milliseconds, since that else takes more processor
// time than a job.
function tune() {
  const late = lateFlag();
  if (!late) return;
  setFlags('--always-sparkplug');
  setFlags(late);
}

// sealMuch has V8 optimise what goes over every byte of a trace.
async function sealMuch(emitter) {
  for (let i = 0; i < MANY; i++) {
    emitter.hold(`${'.'.repeat(i < SHORT ? i : LONG + i)}\n`);
    if (i % 16 === 0) await turns(1); // what was optimised is put in place between calls
  }
  emitter.send();
}

// rehearse runs a small job to nowhere. It returns stop(), which resolves as soon
// as the scenario under way is over. What fails here fails again, and is told then,
// with the real one.
function rehearse(work) {
  const small = job();
  const ended = perform(small, path.join(work, 'rehearsal'));
  return function stop() {
    small.run.length = 0;
    return ended;
  };
}

async function perform(small, folder) {
  const regard = disregard(); // of standard input, which is being read
  const nowhere = fs.openSync(os.devNull, 'w');
  const emitter = new Emitter(new Uint8Array(32).fill(0x30), nowhere);
  const trace = new Trace(emitter);
  await sealMuch(emitter);
  tune();
  await new Runner(small, trace, folder).all();
  restore();
  fs.rmSync(folder, { recursive: true, force: true });
  fs.closeSync(nowhere);
  regard();
}

module.exports = { rehearse };
