'use strict';
// A spare that waits for its job runs a small one of its own meanwhile, so that
// the loaders are started and the harness's functions compiled when the job comes.

const fs = require('node:fs');
const os = require('node:os');
const { createEmitter } = require('./emitter.cjs');
const { disregard } = require('./loop.cjs');
const { Runner } = require('./runner.cjs');
const { Trace } = require('./trace.cjs');

const SOLUTION = 'import { setTimeout as sleep } from "node:timers/promises"; export const f = async () => { await sleep(5); return [1]; };';
const SCENARIOS = 'export const scenarios = { a: async (s) => { s.emit("a", await s.solution.f()); s.emit("b", s.input); await s.turn(); await s.sleep(1); } };';

const job = {
  solution: { name: 'rehearsal.mjs', content: SOLUTION },
  scenarios: { name: 'rehearsed.mjs', content: SCENARIOS },
  run: [{ name: 'a', clock: 'virtual', input: { n: 1 } }, { name: 'a', clock: 'real', input: [] }],
};

// rehearse runs a small job to nowhere. What fails here fails again, and is told
// then, with the real one.
async function rehearse(work) {
  const regard = disregard(); // of standard input, which is being read
  const nowhere = fs.openSync(os.devNull, 'w');
  const trace = new Trace(createEmitter(new Uint8Array(32).fill(0x30), nowhere));
  await new Runner(job, trace, work).all();
  fs.unlinkSync(`${work}/rehearsal.mjs`);
  fs.closeSync(nowhere);
  regard();
}

module.exports = { rehearse };
