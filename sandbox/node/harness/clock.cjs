'use strict';
// The virtual clock: timers in order of their due time, then of their creation.
// Time stands still until advance() jumps to the next due timer.

const {
  Map, TypeError, apply, dateNow, floor, mapDelete, mapGet, mapSet, performanceNow, toNumber,
} = require('./primordials.cjs');
const { list } = require('./list.cjs');

const LONGEST = 2 ** 31 - 1; // ms; Node turns a longer delay into 1 ms
const LIMIT_FIRINGS = 50_000;
const LIMIT_MS = 366 * 24 * 3600 * 1000;

function delayOf(ms) {
  const delay = toNumber(ms);
  return delay >= 1 && delay <= LONGEST ? floor(delay) : 1;
}

const earlier = (a, b) => a.due < b.due || (a.due === b.due && a.order < b.order);

// Queue is a binary heap. An entry is { due, order, timer }; one whose timer was
// cleared or armed anew stays until it surfaces and is dropped then.
class Queue {
  #heap = list();

  add(entry) {
    const heap = this.#heap;
    let i = heap.length;
    for (; i > 0; i = (i - 1) >> 1) {
      const parent = heap[(i - 1) >> 1];
      if (!earlier(entry, parent)) break;
      heap[i] = parent;
    }
    heap[i] = entry;
  }

  first() { return this.#heap[0]; }

  removeFirst() {
    const heap = this.#heap;
    const last = heap[heap.length - 1];
    heap.length--;
    if (heap.length > 0) this.#sink(last);
  }

  #sink(entry) {
    const heap = this.#heap;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && earlier(heap[child + 1], heap[child])) child++;
      if (!earlier(heap[child], entry)) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = entry;
  }
}

let isDue, isTimeout, fire, close; // of a Timeout

// Timeout is what setTimeout and setInterval return, with the methods of Node's.
class Timeout {
  #clock; #callback; #args; #delay; #repeat;
  #entry = null; #cleared = false; #ref = true;

  constructor(clock, callback, delay, args, repeat) {
    if (typeof callback !== 'function') {
      const error = new TypeError('The "callback" argument must be of type function');
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    this.#clock = clock;
    this.#callback = callback;
    this.#delay = delay;
    this.#args = args;
    this.#repeat = repeat;
    this.#arm();
  }

  #arm() { this.#entry = this.#clock.schedule(this, this.#delay); }

  // No methods, so that a solution that holds a timer, or by it the class, cannot reach them.
  static {
    isDue = (timer, entry) => timer.#entry === entry;
    isTimeout = (value) => typeof value === 'object' && value !== null && #entry in value;
    fire = (timer) => {
      timer.#entry = null;
      if (timer.#repeat) timer.#arm();
      apply(timer.#callback, timer, timer.#args);
    };
    close = (timer) => {
      if (timer.#entry) timer.#clock.forget();
      timer.#entry = null;
      timer.#cleared = true;
    };
  }

  ref() { this.#ref = true; return this; }
  unref() { this.#ref = false; return this; }
  hasRef() { return this.#ref; }

  refresh() {
    if (this.#cleared) return this;
    if (this.#entry) this.#clock.forget();
    this.#arm();
    return this;
  }

  close() { close(this); return this; }

  [Symbol.toPrimitive]() { return this.#clock.number(this); }
  [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() { this.close(); }
}

class VirtualClock {
  virtual = true;
  #now = 0; #order = 0; #live = 0; #sleepers = 0; #firings = 0;
  #queue = new Queue();
  #numbers = new Map();
  #epoch = dateNow();
  #origin = floor(performanceNow()) + 1; // whole, so that differences are exact

  // now is the time in ms since the clock was made.
  now() { return this.#now; }
  date() { return this.#epoch + floor(this.#now); }
  // sinceBoot continues performance.now() and process.hrtime().
  sinceBoot() { return this.#origin + this.#now; }
  pending() { return this.#live > 0; }

  schedule(timer, delay) {
    const entry = { __proto__: null, due: this.#now + delay, order: this.#order++, timer };
    this.#queue.add(entry);
    this.#live++;
    return entry;
  }

  forget() { this.#live--; }

  number(timer) {
    const id = ++this.#order;
    mapSet(this.#numbers, id, timer);
    return id;
  }

  setTimeout(callback, ms, args) { return new Timeout(this, callback, delayOf(ms), args, false); }
  setInterval(callback, ms, args) { return new Timeout(this, callback, delayOf(ms), args, true); }
  // sleep calls back after any number of ms, without Node's limit of 24.8 days.
  sleep(callback, ms) {
    this.#sleepers++;
    const wake = () => { this.#sleepers--; callback(); };
    return new Timeout(this, wake, ms > 0 ? ms : 0, list(), false);
  }

  // timers counts those pending that are not a scenario's own sleeps.
  timers() { return this.#live - this.#sleepers; }

  clear(handle) {
    if (isTimeout(handle)) return void close(handle);
    const id = typeof handle === 'string' ? toNumber(handle) : handle;
    const timer = mapGet(this.#numbers, id);
    mapDelete(this.#numbers, id);
    if (timer) close(timer);
  }

  // runaway says why no further timer fires, or returns ''.
  runaway() {
    if (this.#firings >= LIMIT_FIRINGS) return `timers fired ${LIMIT_FIRINGS} times and the scenario still waits`;
    const next = this.#next();
    if (next && next.due > LIMIT_MS) return 'more than a year passed on the virtual clock and the scenario still waits';
    return '';
  }

  #next() {
    for (;;) {
      const entry = this.#queue.first();
      if (!entry || isDue(entry.timer, entry)) return entry;
      this.#queue.removeFirst();
    }
  }

  // advance jumps to the next due timer and fires that one.
  advance() {
    const entry = this.#next();
    if (!entry) return;
    this.#queue.removeFirst();
    this.#live--;
    this.#firings++;
    this.#now = entry.due;
    fire(entry.timer);
  }
}

module.exports = { Timeout, VirtualClock };
