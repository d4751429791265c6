'use strict';
// The trace: which scenario runs, what its clock says, and the events so far.

const { performanceNow, round, stringify } = require('./primordials.cjs');
const { encode } = require('./plain.cjs');

const HELD_MS = 20; // how long an event may be held back, while the loop turns

const thousandths = (ms) => round(ms * 1000) / 1000;

class Trace {
  #emitter;
  #head = ''; // of the lines of a scenario
  #now = () => 0;
  #holding = false;
  #sent = 0; // when all that was held was sent
  // events counts what scenarios emitted; s.quiet and the clock watch it.
  events = 0;

  constructor(emitter) {
    this.#emitter = emitter;
    this.leave();
  }

  // enter makes a scenario the one that lines belong to; now() gives its time in ms.
  enter(name, now) {
    this.#head = `{"s":${stringify(name)},"t":`;
    this.#now = now;
  }

  leave() { this.enter('', () => 0); }

  // hold(true) lets events wait for others, until send is called or it is time to: a
  // write for each would cost more than all else. What is held is lost when the
  // process dies, so only a scenario that will be run again then may hold.
  hold(holding) {
    if (!holding) this.send();
    this.#holding = holding;
    this.#sent = performanceNow();
  }

  send() { this.#emitter.send(); }

  // sendInTime sends what was held for long enough.
  sendInTime() {
    if (!this.#holding) return;
    const now = performanceNow();
    if (now - this.#sent < HELD_MS) return;
    this.#sent = now;
    this.send();
  }

  // emit writes one event.
  emit(kind, data) {
    const json = encode(data); // may run a getter of the solution's, so first
    const head = `${this.#head}${thousandths(this.#now())},"k":`;
    if (!this.#emitter.hold(`${head}${stringify(kind)},"d":${json}}\n`)) {
      const message = `what the solution handed over is larger than 1 MiB (event ${kind})`;
      this.#emitter.hold(`${head}"@crash","d":{"message":${stringify(message)}}}\n`);
    }
    if (!this.#holding) this.send();
  }
}

module.exports = { Trace };
