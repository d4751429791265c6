'use strict';
// Turns an error of Node's module loader into what a learner needs: one line, and
// where in the file.

const { spawnSync } = require('node:child_process');
const { RegExp, exec, indexOf, slice, startsWith, toNumber } = require('./primordials.cjs');
const { attempt, eachLine, literally, stackOf } = require('./errors.cjs');

const CHECK_MS = 5000;
const NODE = process.execPath;
// Nothing of this process's, which the solution may have changed. Node copies the one
// that is named here into every child that it does not find it in.
const ENVIRONMENT = { __proto__: null, NODE_V8_COVERAGE: '' };
const MISSING = /^Cannot find (?:package|module) '([^']+)'/;
const UNEXPORTED = /module '([^']+)' does not provide an export named '([^']+)'/;
const ONE_FILE = 'a solution is one file';
const BUILT_IN = 'only the built-in node: modules are available';

// located reads "<file>:<line>\n<source>\n   ^^^", which Node puts before the
// message of a syntax error.
function located(text, disk) {
  const header = exec(new RegExp(`${literally(disk)}:(\\d+)`), text);
  if (!header) return null;
  let caret = null;
  eachLine(slice(text, header.index), (line) => {
    caret = exec(/^( *)\^/, line);
    return caret !== null;
  });
  return { __proto__: null, line: toNumber(header[1]), column: caret ? caret[1].length + 1 : 1 };
}

// checked asks a second Node, since for a module the first one tells only its
// own standard error where a syntax error is. It parses the file and runs nothing.
function checked(path) {
  const options = { __proto__: null, encoding: 'utf8', timeout: CHECK_MS, env: ENVIRONMENT, stdio: 'pipe', input: '', shell: false };
  const result = attempt(() => spawnSync(NODE, ['--check', path], options), {});
  return typeof result.stderr === 'string' ? result.stderr : '';
}

function headOf(stack) {
  const end = indexOf(stack, '\n    at ');
  return end < 0 ? stack : slice(stack, 0, end);
}

function syntaxError(error, about, files, source) {
  const name = unexported(about, files, source);
  if (name) return name;
  const at = located(headOf(stackOf(error)), files.disk) ?? located(checked(`${files.folder}/1/${files.disk}`), files.disk);
  if (!at) return about;
  return { __proto__: null, message: about.message, file: files.shown, line: at.line, column: at.column };
}

// findInSource finds where a specifier is written in the solution.
function findInSource(source, specifier) {
  let line = 1;
  for (const text of source.split('\n')) {
    const at = text.indexOf(specifier);
    if (at > 0 && (text[at - 1] === '"' || text[at - 1] === "'") && /import|require|from/.test(text)) {
      return { line, column: at };
    }
    line++;
  }
  return null;
}

// unexported finds the name that a module does not export where it is imported.
function unexported(about, files, source) {
  const match = exec(UNEXPORTED, about.message);
  const from = match ? findInSource(source, match[1]) : null;
  if (!from) return null;
  const lines = source.split('\n').slice(0, from.line);
  for (let line = from.line; line > 0; line--) {
    const column = lines[line - 1].search(new RegExp(`(?<![\\w$])${literally(match[2])}(?![\\w$])`)) + 1;
    if (column > 0) return { __proto__: null, message: about.message, file: files.shown, line, column };
  }
  return null;
}

function missingModule(error, about, describer, files, source) {
  const match = exec(MISSING, attempt(() => error.message, ''));
  if (!match) return about;
  const local = startsWith(match[1], '/') || startsWith(match[1], '.');
  const cleaned = describer.clean(match[1]);
  const name = cleaned === match[1] ? match[1] : './' + cleaned;
  const at = findInSource(source, name);
  const message = `cannot import "${name}": ${local ? ONE_FILE : BUILT_IN}`;
  return { __proto__: null, message, ...(at && { file: files.shown, ...at }) };
}

// explain describes why a solution did not load, as { message, file, line, column, stack }.
function explain(error, describer, files, source) {
  const about = describer.describe(error);
  if (about.line === undefined && startsWith(about.message, 'SyntaxError')) return syntaxError(error, about, files, source);
  const code = attempt(() => error.code, '');
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') return missingModule(error, about, describer, files, source);
  return about;
}

module.exports = { explain };
