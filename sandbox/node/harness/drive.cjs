'use strict';
// Waits for a promise on a clock. On the virtual one waiting means to advance
// time whenever nothing else can run.

const { Promise } = require('./primordials.cjs');
const { drained, immediatePending, inTurn, turns, whenEmpty } = require('./loop.cjs');

const QUIET = 10; // times that the loop is found empty and nothing moved before it is stuck
const PATIENCE = 4000; // turns that setImmediate may go on before time moves anyway
const IMPATIENCE = 32; // the same once it was found to go on and on
const SPINS = 200_000; // turns of setImmediate alone before it is stuck

const NOTHING_LEFT = 'nothing is left to run: no timer, no I/O, and the promise never settles';
const SPINNING = 'setImmediate is called over and over, no timer is due, and the promise never settles';

// observe fills a box when the promise settles: { done, ok, value, stuck }.
async function observe(promise, box) {
  try {
    box.value = await promise;
    box.ok = true;
  } catch (error) {
    box.value = error;
  }
  box.done = true;
  box.wake?.();
}

function stuck(box, message) {
  box.stuck = message;
  return box;
}

class Pump {
  #box; #clock; #trace;
  #quiet = 0; #spins = 0; #patience = PATIENCE; #seen = -1; #forced = false;

  constructor(box, clock, trace) {
    this.#box = box;
    this.#clock = clock;
    this.#trace = trace;
  }

  async run() {
    for (;;) {
      await turns(1);
      this.#trace.sendInTime();
      if (this.#box.done) return this.#box;
      if (this.#spinning()) {
        if (this.#spins > SPINS) return stuck(this.#box, SPINNING);
        continue;
      }
      const idle = this.#forced || (await drained(this.#box));
      if (this.#box.done) return this.#box;
      if (!idle) continue;
      const message = await this.#advance();
      if (message) return stuck(this.#box, message);
    }
  }

  // spinning tells whether to let setImmediate go on before time moves.
  #spinning() {
    this.#forced = false;
    if (!immediatePending()) {
      this.#spins = 0;
      this.#patience = PATIENCE;
      return false;
    }
    this.#spins++;
    if (this.#spins < this.#patience || !this.#clock.pending()) return true;
    this.#spins = 0;
    this.#patience = IMPATIENCE;
    this.#forced = true;
    return false;
  }

  async #advance() {
    if (this.#clock.pending()) {
      const message = this.#clock.runaway();
      if (message) return message;
      this.#quiet = 0;
      await inTurn(() => this.#clock.advance());
      return '';
    }
    if (this.#trace.events !== this.#seen) this.#quiet = 0;
    this.#seen = this.#trace.events;
    return ++this.#quiet > QUIET ? NOTHING_LEFT : '';
  }
}

async function listen(box) {
  await new Promise((resolve) => {
    box.wake = resolve;
    whenEmpty(resolve);
  });
  whenEmpty(null);
  return box.done ? box : stuck(box, NOTHING_LEFT);
}

// drive waits until the promise settles or nothing can happen any more. It
// returns { done, ok, value } or { stuck } and never rejects.
function drive(promise, clock, trace) {
  const box = { __proto__: null, done: false, ok: false, value: undefined, stuck: '', wake: null };
  observe(promise, box);
  return clock.virtual ? new Pump(box, clock, trace).run() : listen(box);
}

module.exports = { drive };
