'use strict';
const { performanceNow, setTimeout } = require('./primordials.cjs');

// RealClock offers what the harness needs of a clock and patches nothing.
class RealClock {
  virtual = false;
  #origin = performanceNow();

  now() { return performanceNow() - this.#origin; }
  sleep(callback, ms) { setTimeout(callback, ms); }
  timers() { return null; } // cannot be counted without patching them
}

module.exports = { RealClock };
