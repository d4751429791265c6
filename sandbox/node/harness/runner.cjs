'use strict';
// Runs the scenarios of a job one after another and stops at the first crash.

const { TypeError, keys, stringify } = require('./primordials.cjs');
const { capture } = require('./capture.cjs');
const { VirtualClock } = require('./clock.cjs');
const { drive } = require('./drive.cjs');
const { Describer, attempt } = require('./errors.cjs');
const { explain } = require('./explain.cjs');
const { Loader, locate } = require('./loader.cjs');
const { list } = require('./list.cjs');
const { inTurn, turns } = require('./loop.cjs');
const { install, restore } = require('./patches.cjs');
const { changed, protectLoaded } = require('./protect.cjs');
const { RealClock } = require('./real.cjs');
const { createScenario } = require('./scenario.cjs');

const AFTERMATH = 8; // turns in which what a scenario left behind still is its own
const NOTHING = { __proto__: null };

class Runner {
  #job; #trace; #files; #describer; #loader;
  #run = null; // the scenario that runs: { over, loading, tolerant, source }

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
    const parts = await this.#prepare(run);
    protectLoaded(this.#job.scenarios.content);
    const inputs = textsOf(run);
    for (let i = 0; i < run.length; i++) if (!(await this.#one(run[i], parts[i], inputs[i], i + 1))) return;
    this.#trace.leave();
    this.#trace.emit('@done', NOTHING);
    this.#trace.send();
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
    this.#trace.send();
  }

  #explain(error) { return explain(error, this.#describer, this.#files, this.#run.source); }

  // source is the text of the solution that a scenario is for.
  #source({ solution = 0 }) {
    const { solution: first, others } = this.#job;
    return (solution === 0 ? first : others[solution - 1]).content;
  }

  // prepare finds each scenario's function, before the solution is loaded, which
  // could otherwise make the exercise look broken.
  async #prepare(run) {
    const parts = list();
    let scenarios;
    let problem;
    try { ({ scenarios } = await this.#loader.scenarios()); } catch (error) { problem = this.#describer.describe(error); }
    for (let i = 0; i < run.length; i++) parts[i] = problem ?? partOf(scenarios, run[i].name);
    return parts;
  }

  // one runs a scenario and tells whether the job goes on.
  async #one(stimulus, { fn, ...problem }, input, n) {
    this.#trace.hold(false);
    this.#run = {
      __proto__: null, over: false, loading: true, tolerant: stimulus.tolerant === true, source: this.#source(stimulus),
    };
    this.#trace.leave();
    if (!fn) return this.#broken(stimulus.name, problem);
    capture(this.#trace);
    const clock = stimulus.clock === 'real' ? new RealClock() : new VirtualClock();
    if (clock.virtual) install(clock);
    else restore();
    try {
      const loaded = await this.#load(clock, n);
      return loaded !== null && (await this.#perform(stimulus.name, input, fn, clock, loaded.exports));
    } finally {
      this.#run.over = true;
    }
  }

  // load returns { exports } of the solution, or null after it has said what is wrong.
  async #load(clock, n) {
    const loaded = await drive(this.#loader.solution(n, this.#run.source), clock, this.#trace);
    const problem = this.#problemOf(loaded);
    if (!problem) return loaded.value;
    this.#trace.emit('@load', problem);
    this.#trace.send();
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
    for (let i = 0; i < names.length; i++) {
      if (names[i] !== '__esModule') there += (there && ', ') + names[i]; // Node's own, when it has a default export
    }
    return `${this.#files.shown} does not export a function "${name}"; it exports ${there || 'nothing'}`;
  }

  #broken(name, problem) {
    this.#trace.enter(name, () => 0);
    this.#trace.emit('@broken', problem);
    return true;
  }

  async #perform(name, input, fn, clock, solution) {
    this.#run.loading = false;
    const begin = clock.now();
    this.#trace.enter(name, () => clock.now() - begin);
    this.#trace.emit('@begin', NOTHING);
    // A scenario that is alone was run before, or will not be run again.
    this.#trace.hold(clock.virtual && this.#job.run.length > 1);
    const s = createScenario({ solution, input, clock, trace: this.#trace, run: this.#run });
    return await this.#conclude(await drive(called(fn, s), clock, this.#trace));
  }

  async #conclude(outcome) {
    if (outcome.done && !outcome.ok) {
      this.fatal(outcome.value);
      return false;
    }
    await turns(AFTERMATH);
    const name = changed();
    if (name !== '') {
      this.fatal(new TypeError(`${name} cannot be changed in this exercise`));
      return false;
    }
    if (outcome.stuck) this.#trace.emit('@stuck', { __proto__: null, message: outcome.stuck });
    else this.#trace.emit('@end', NOTHING);
    return true;
  }
}

// textsOf takes the inputs down before any solution is loaded, whose toJSON would be asked.
function textsOf(run) {
  const texts = list();
  for (let i = 0; i < run.length; i++) texts[i] = stringify(run[i].input ?? null);
  return texts;
}

// partOf returns { fn }, or { message } where there is none.
function partOf(scenarios, name) {
  const [called] = name.split('#', 1);
  const fn = scenarios?.[called];
  if (typeof fn === 'function') return { __proto__: null, fn };
  return { __proto__: null, message: `the scenarios file has no scenario "${called}"` };
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
  return await result; // resolving with a promise would look up its then
}

module.exports = { Runner };
