'use strict';
// The functions of node:timers/promises and AbortSignal.timeout on a virtual clock.

const { Error, Promise } = require('./primordials.cjs');
const { list } = require('./list.cjs');

function abortError(signal) {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  return error;
}

function wait(clock, ms, value, options) {
  const signal = options?.signal;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    const abort = () => {
      clock.clear(timer);
      reject(abortError(signal));
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    }, ms, list());
    if (options?.ref === false) timer.unref();
    signal?.addEventListener('abort', abort, { once: true });
  });
}

async function* repeat(clock, ms, value, options) {
  const signal = options?.signal;
  if (signal?.aborted) throw abortError(signal);
  let due = 0;
  let wake = () => {};
  const abort = () => wake();
  const timer = clock.setInterval(() => { due++; wake(); }, ms, list());
  if (options?.ref === false) timer.unref();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      if (signal?.aborted) throw abortError(signal);
      if (due === 0) await new Promise((resolve) => { wake = resolve; });
      for (; due > 0; due--) yield value;
    }
  } finally {
    clock.clear(timer);
    signal?.removeEventListener('abort', abort);
  }
}

// timeoutSignal keeps time as AbortSignal.timeout does: its timer is unref'd.
function timeoutSignal(clock, ms) {
  const controller = new AbortController();
  const reason = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  clock.setTimeout(() => controller.abort(reason()), ms, list()).unref();
  return controller.signal;
}

module.exports = { repeat, timeoutSignal, wait };
