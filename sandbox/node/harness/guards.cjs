'use strict';
// Watches the process while a job runs: what nobody catches, and process.exit,
// end it and are reported first.

const { Error, defineProperty, exit, onProcess, reallyExit } = require('./primordials.cjs');

const FRAMES = 30; // frames that errors record, so that the learner's are among them

function shownCode(code) {
  return typeof code === 'number' || typeof code === 'string' ? code : '';
}

// guard reports for a runner. A tolerant scenario goes on after an error that
// nobody caught; in any other the process is in doubt and ends.
function guard(runner) {
  Error.stackTraceLimit = FRAMES;
  const escaped = (kind, error) => {
    if (runner.tolerates(kind, error)) return;
    runner.fatal(error);
    reallyExit(0);
  };
  onProcess('uncaughtException', (error) => escaped('@uncaught', error));
  onProcess('unhandledRejection', (reason) => escaped('@unhandled', reason));
  const value = (code) => {
    runner.fatal(new Error('process.exit'), `process.exit(${shownCode(code)}) was called`);
    exit(code);
  };
  defineProperty(process, 'exit', { __proto__: null, value, configurable: true, enumerable: true, writable: true });
}

module.exports = { guard };
