'use strict';
// Describes whatever a solution threw: a message without paths, and where in
// the learner's own file it happened. Nothing thrown may be trusted: it can be a
// proxy, have getters that throw, or come with its own Error.prepareStackTrace.

const {
  Error, RegExp, exec, indexOf, slice, toNumber,
} = require('./primordials.cjs');
const { encode, isError } = require('./plain.cjs');

const LONGEST_MESSAGE = 2000; // UTF-16 units
const LONGEST_STACK = 4000;
const FRAMES = 12;
const LINES = /[^\n]+/g;
const FRAME = /^ +at /;
const META = /[\\^$.*+?()[\]{}|]/; // in a regular expression
const GLOBAL = /^Cannot assign to read only property '([^']+)' of object '\[object global\]'$/;
const SPECIAL = /^\{"\$":"(-?[A-Za-z]+)"\}$/; // see plain.cjs

function attempt(fn, otherwise) {
  try { return fn(); } catch { return otherwise; }
}

const cut = (text, longest) => (text.length > longest ? slice(text, 0, longest) + '...' : text);

function replaceAll(text, what, by) {
  let out = '';
  for (let at; (at = indexOf(text, what)) >= 0; text = slice(text, at + what.length)) out += slice(text, 0, at) + by;
  return out + text;
}

// withPlainStacks calls fn while Error.prepareStackTrace is Node's own.
function withPlainStacks(fn) {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = undefined;
  const value = attempt(fn, '');
  Error.prepareStackTrace = before;
  return value;
}

function stackOf(error) {
  if ((typeof error !== 'object' && typeof error !== 'function') || error === null) return '';
  const stack = withPlainStacks(() => error.stack);
  return typeof stack === 'string' ? stack : '';
}

// framesOf cuts the message off the stack, since a message can look like frames.
function framesOf(error) {
  const stack = stackOf(error);
  const message = attempt(() => error.message, '');
  const at = typeof message === 'string' ? indexOf(stack, message) : -1;
  return at < 0 ? stack : slice(stack, at + message.length);
}

// inWords is the text of a value; one that JSON lacks is what it is called.
function inWords(value) {
  const text = encode(value);
  const special = exec(SPECIAL, text);
  if (!special) return cut(text, 200);
  return special[1] === 'threw' ? 'an object that throws when it is read' : special[1];
}

// inOurWords says of a global what protect.cjs says of all else: only globals are plain
// properties, which V8 refuses to change.
function inOurWords(message) {
  const match = exec(GLOBAL, message);
  return match ? `${match[1]} cannot be changed in this exercise` : message;
}

function rawMessage(error) {
  if (!attempt(() => isError(error), false)) return `threw a value that is not an error: ${inWords(error)}`;
  const name = attempt(() => error.name, '');
  const message = attempt(() => error.message, undefined);
  const text = typeof message === 'string' ? inOurWords(message) : 'an error without a message';
  return typeof name === 'string' && name !== '' && name !== 'Error' ? `${name}: ${text}` : text;
}

// eachLine calls back with each line of a text until the callback returns true.
function eachLine(text, callback) {
  LINES.lastIndex = 0;
  for (let match; (match = exec(LINES, text)) !== null;) if (callback(match[0])) return;
}

// literally is a text as a part of a regular expression that matches just that.
function literally(text) {
  let out = '';
  for (let i = 0; i < text.length; i++) out += (exec(META, text[i]) === null ? '' : '\\') + text[i];
  return out;
}

// Describer knows the names and places of one job's files. files is
// { folder, url, disk, shown }: the work folder, its file URL, the solution's
// name in it, and the name that the learner knows.
class Describer {
  #files; #own; #place;

  constructor(files) {
    this.#files = files;
    this.#own = new RegExp(`${literally(files.disk)}:(\\d+)(?::(\\d+))?`);
    this.#place = new RegExp(`(?:${literally(files.url)}|${literally(files.folder)})/(?:\\d+/)?`);
  }

  // clean takes the sandbox's paths out of a text.
  clean(text) {
    const { disk, shown } = this.#files;
    let out = text;
    for (let match; (match = exec(this.#place, out)) !== null;) {
      out = slice(out, 0, match.index) + slice(out, match.index + match[0].length);
    }
    return disk === shown ? out : replaceAll(out, disk, shown);
  }

  // position finds the topmost frame in the learner's file: { file, line, column }.
  position(stack) {
    let found = null;
    eachLine(stack, (line) => {
      if (exec(FRAME, line) !== null) found = exec(this.#own, line);
      return found !== null;
    });
    if (!found) return null;
    return { __proto__: null, file: this.#files.shown, line: toNumber(found[1]), column: toNumber(found[2] ?? 1) };
  }

  // frames keeps the frames of the learner's and the exercise's own files.
  #frames(stack) {
    let out = '';
    let kept = 0;
    eachLine(stack, (line) => {
      const own = indexOf(line, this.#files.folder) >= 0 && exec(FRAME, line) !== null;
      if (own) out += (out && '\n') + this.clean(line);
      return own && ++kept >= FRAMES;
    });
    return out;
  }

  // describe returns { message, file, line, column, stack } of anything thrown.
  describe(error) {
    const stack = framesOf(error);
    const about = { __proto__: null, message: cut(this.clean(rawMessage(error)), LONGEST_MESSAGE) };
    const at = this.position(stack);
    if (at) {
      about.file = at.file;
      about.line = at.line;
      about.column = at.column;
    }
    const frames = this.#frames(stack);
    if (frames) about.stack = cut(frames, LONGEST_STACK);
    return about;
  }
}

module.exports = { Describer, attempt, eachLine, literally, stackOf };
