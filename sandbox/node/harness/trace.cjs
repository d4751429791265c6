'use strict';
// The trace: which scenario runs, what its clock says, and the events so far.

const { round, stringify } = require('./primordials.cjs');
const { encode } = require('./plain.cjs');

const thousandths = (ms) => round(ms * 1000) / 1000;

class Trace {
  #write;
  #name = '';
  #now = () => 0;
  // events counts what scenarios emitted; s.quiet and the clock watch it.
  events = 0;

  constructor(write) { this.#write = write; }

  // enter makes a scenario the one that lines belong to; now() gives its time in ms.
  enter(name, now) {
    this.#name = name;
    this.#now = now;
  }

  leave() { this.enter('', () => 0); }

  // emit writes one event at once, so that none is lost when the process dies.
  emit(kind, data) {
    const json = encode(data); // may run a getter of the solution's, so first
    const t = thousandths(this.#now());
    const head = `{"s":${stringify(this.#name)},"t":${t},"k":`;
    if (this.#write(`${head}${stringify(kind)},"d":${json}}\n`)) return;
    const message = `what the solution handed over is larger than 1 MiB (event ${kind})`;
    this.#write(`${head}"@crash","d":{"message":${stringify(message)}}}\n`);
  }
}

module.exports = { Trace };
