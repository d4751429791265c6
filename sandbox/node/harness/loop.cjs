'use strict';
// The real event loop, as seen from inside it.

const {
  Map, Promise, activeResources, clearTimeout, endsWith, mapDelete, mapHas, mapSet, setImmediate, setTimeout,
} = require('./primordials.cjs');

const WORK_MS = 2000; // longest wait for reads, compression, key derivation
const HANDLE_MS = 50; // longest wait for an idle handle, such as a port or a socket
const SHORTEST_MS = 1;
const SLICE_MS = 16; // longest time until that is looked at again
const SETTLED = 3; // turns in which an open handle has passed on what it was sent

let onEmpty = null;
// ranOut is to be called when the loop has run out of work.
function ranOut() { onEmpty?.(); }

// turns resolves after n turns of the event loop.
function turns(n) {
  return new Promise((resolve) => {
    const step = () => (n-- > 0 ? setImmediate(step) : resolve());
    step();
  });
}

// inTurn calls a function from a setImmediate callback, where what it throws is
// uncaught like anything thrown in a callback.
function inTurn(fn) {
  return new Promise((resolve) => setImmediate(() => { resolve(); fn(); }));
}

// immediatePending tells whether somebody else's setImmediate is about to run.
function immediatePending() {
  const active = activeResources();
  for (let i = active.length - 1; i >= 0; i--) if (active[i] === 'Immediate') return true;
  return false;
}

// alive describes what keeps the loop going beyond immediates. When all of it is
// handles, which may stay open for ever, handles is true; an empty text is
// nothing that Node lists, which still may be work on the thread pool.
function alive() {
  const active = activeResources();
  let text = '';
  let handles = true;
  for (let i = 0; i < active.length; i++) {
    if (active[i] === 'Immediate') continue;
    text += active[i] + ' ';
    handles &&= endsWith(active[i], 'Wrap') || active[i] === 'MessagePort';
  }
  return { __proto__: null, text, handles: handles && text !== '' };
}

// emptied resolves to true once nothing at all is left to do on the loop, to false
// after the cap in ms, or when what box waits for has happened.
function emptied(cap, box) {
  return new Promise((resolve) => {
    const finish = (empty) => {
      onEmpty = null;
      box.wake = null;
      clearTimeout(timer);
      resolve(empty);
    };
    const timer = setTimeout(() => finish(false), cap).unref();
    onEmpty = () => finish(true);
    box.wake = () => finish(false);
  });
}

const inert = new Map(); // descriptions of handles that were waited for in vain

// drained waits for real work in flight, since virtual time may jump only when
// nothing runs. It resolves to false when there is something to do before: box is
// done, or setImmediate got busy.
async function drained(box) {
  let slice = SHORTEST_MS;
  for (let waited = 0; ; waited += slice, slice = slice < SLICE_MS ? 2 * slice : slice) {
    const { text, handles } = alive();
    if (mapHas(inert, text)) {
      await turns(SETTLED);
      return !box.done && !immediatePending();
    }
    if (waited >= (handles ? HANDLE_MS : WORK_MS)) {
      if (handles) mapSet(inert, text, true);
      return true;
    }
    if (await emptied(slice, box)) return true;
    if (box.done || immediatePending()) return false;
  }
}

// disregard does not wait for what is open now, until the function it returns is
// called: later work may have the same description.
function disregard() {
  const { text } = alive();
  mapSet(inert, text, true);
  return () => mapDelete(inert, text);
}

// whenEmpty calls back each time the loop has run out of work; null ends it.
function whenEmpty(callback) { onEmpty = callback; }

module.exports = { disregard, drained, immediatePending, inTurn, ranOut, turns, whenEmpty };
