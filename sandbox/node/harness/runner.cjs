'use strict';
// Runs the scenarios of a job one after another and stops at the first crash.

const { keys, stringify } = require('./primordials.cjs');
const { capture } = require('./capture.cjs');
const { VirtualClock } = require('./clock.cjs');
const { drive } = require('./drive.cjs');
const { Describer, attempt } = require('./errors.cjs');
const { explain } = require('./explain.cjs');
const { Loader, locate } = require('./loader.cjs');
const { inTurn, turns } = require('./loop.cjs');
const { install } = require('./patches.cjs');
const { RealClock } = require('./real.cjs');
const { createScenario } = require('./scenario.cjs');

const AFTERMATH = 8; // turns in which what a scenario left behind still is its own
const NOTHING = { __proto__: null };

class Runner {
  #job; #trace; #files; #describer; #loader;
  #run = null; // the scenario that runs: { over, loading, tolerant }

  constructor(job, trace, work) {
    this.#job = job;
    this.#trace = trace;
    this.#files = locate(work, job.solution);
    this.#describer = new Describer(this.#files);
    this.#loader = new Loader(this.#files, job);
  }

  // all resolves after the last scenario, or after the one that ended the job.
  async all() {
    this.#trace.emit('@job', { __proto__: null, runtime: `node ${process.version}` });
    const { run } = this.#job;
    for (let i = 0; i < run.length; i++) if (!(await this.#one(run[i], i + 1))) return;
    this.#trace.leave();
    this.#trace.emit('@done', NOTHING);
  }

  // tolerates reports an error that nobody caught, if the scenario goes on after it.
  tolerates(kind, error) {
    const run = this.#run;
    if (!run || run.loading || !run.tolerant) return false;
    this.#trace.emit(kind, this.#describer.describe(error));
    return true;
  }

  // fatal reports what ends the job, under another message if one is given.
  fatal(error, message) {
    const loading = this.#run?.loading;
    const about = loading && !message ? this.#explain(error) : this.#describer.describe(error);
    if (message) about.message = message;
    this.#trace.emit(loading ? '@load' : '@crash', about);
  }

  #explain(error) { return explain(error, this.#describer, this.#files, this.#job.solution.content); }

  // one runs a scenario and tells whether the job goes on.
  async #one(stimulus, n) {
    const clock = stimulus.clock === 'real' ? new RealClock() : new VirtualClock();
    this.#run = { __proto__: null, over: false, loading: true, tolerant: stimulus.tolerant === true };
    this.#trace.leave();
    capture(this.#trace);
    const uninstall = clock.virtual ? install(clock) : () => {};
    try {
      const loaded = await this.#load(clock, n);
      return loaded !== null && (await this.#perform(stimulus, n, clock, loaded.exports));
    } finally {
      this.#run.over = true;
      uninstall();
    }
  }

  // load returns { exports } of the solution, or null after it has said what is wrong.
  async #load(clock, n) {
    const loaded = await drive(this.#loader.solution(n), clock, this.#trace);
    const problem = this.#problemOf(loaded);
    if (!problem) return loaded.value;
    this.#trace.emit('@load', problem);
    return null;
  }

  #problemOf(loaded) {
    if (loaded.stuck) return { __proto__: null, message: `the file never finishes loading: ${loaded.stuck}` };
    if (!loaded.ok) return this.#explain(loaded.value);
    const wanted = this.#job.exports ?? [];
    for (let i = 0; i < wanted.length; i++) {
      const type = attempt(() => typeof loaded.value.exports[wanted[i]], 'undefined');
      if (type !== 'function') {
        return { __proto__: null, message: this.#notExported(wanted[i], loaded.value.exports), file: this.#files.shown };
      }
    }
    return null;
  }

  #notExported(name, exported) {
    const names = attempt(() => keys(exported), []);
    let there = '';
    for (let i = 0; i < names.length; i++) there += (there && ', ') + names[i];
    return `${this.#files.shown} does not export a function "${name}"; it exports ${there || 'nothing'}`;
  }

  // stimulus returns the scenario's function, or reports that there is none.
  async #stimulus(name, n) {
    let message;
    try {
      const { scenarios } = await this.#loader.scenarios(n);
      if (typeof scenarios?.[name] === 'function') return scenarios[name];
      message = `the scenarios file has no scenario "${name}"`;
    } catch (error) {
      message = this.#describer.describe(error).message;
    }
    this.#trace.emit('@broken', { __proto__: null, message });
    return null;
  }

  async #perform({ name, input }, n, clock, solution) {
    this.#run.loading = false;
    this.#trace.enter(name, () => 0);
    const fn = await this.#stimulus(name, n);
    if (!fn) return true;
    const begin = clock.now();
    this.#trace.enter(name, () => clock.now() - begin);
    this.#trace.emit('@begin', NOTHING);
    const text = stringify(input ?? null);
    const s = createScenario({ solution, input: text, clock, trace: this.#trace, run: this.#run });
    return this.#conclude(await drive(called(fn, s), clock, this.#trace));
  }

  async #conclude(outcome) {
    if (outcome.done && !outcome.ok) {
      this.fatal(outcome.value);
      return false;
    }
    await turns(AFTERMATH);
    if (outcome.stuck) this.#trace.emit('@stuck', { __proto__: null, message: outcome.stuck });
    else this.#trace.emit('@end', NOTHING);
    return true;
  }
}

// called calls a scenario's function in a callback of the event loop, never after
// an await, since the order of nextTick and microtasks depends on it.
async function called(fn, s) {
  let result;
  let thrown;
  let ok = true;
  await inTurn(() => {
    try { result = fn(s); } catch (error) { ok = false; thrown = error; }
  });
  if (!ok) throw thrown;
  return result;
}

module.exports = { Runner };
