'use strict';
// Writes a job's files into the work folder and loads them afresh for each
// scenario.

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { exec, unlinkSync, writeFileSync } = require('./primordials.cjs');

const ESM = /^\s*(?:import\s*(?:[\w$*{]|["'])|export\s+(?:default|const|let|var|function|class|async)\b|export\s*[{*])/m;
const COMMONJS = /\bmodule\.exports\b|\bexports\.[\w$]+\s*=|\brequire\s*\(/;

// diskName gives a .js file the ending that says what is in it, which spares
// a package.json.
function diskName({ name, content }) {
  if (!name.endsWith('.js')) return name;
  const commonjs = exec(COMMONJS, content) !== null && exec(ESM, content) === null;
  return name.slice(0, -2) + (commonjs ? 'cjs' : 'mjs');
}

// locate says where the solution is and what the learner calls it.
function locate(work, solution) {
  fs.mkdirSync(work, { recursive: true });
  const folder = fs.realpathSync(work);
  return {
    __proto__: null, folder, url: pathToFileURL(folder).href + '/', disk: diskName(solution), shown: path.basename(solution.name),
  };
}

class Loader {
  #files; #solution; #scenarios; #require;

  constructor(files, job) {
    this.#files = files;
    this.#solution = job.solution.content;
    this.#scenarios = job.scenarios;
    this.#require = createRequire(path.join(files.folder, files.disk));
  }

  // solution loads the learner's file and resolves to { exports }, boxed since what
  // a CommonJS file exports may have a method named then.
  async solution(n) {
    const file = `${this.#files.folder}/${this.#files.disk}`;
    writeFileSync(file, this.#solution);
    if (!this.#files.disk.endsWith('.cjs')) {
      return { __proto__: null, exports: await import(`${this.#files.url}${this.#files.disk}?${n}`) };
    }
    delete this.#require.cache[file];
    return { __proto__: null, exports: this.#require(file) };
  }

  // scenarios resolves to the exports of the exercise's file, which is gone from
  // the disk afterwards.
  async scenarios(n) {
    const file = `${this.#files.folder}/${this.#scenarios.name}`;
    writeFileSync(file, this.#scenarios.content);
    try {
      return await import(`${this.#files.url}${this.#scenarios.name}?${n}`);
    } finally {
      unlinkSync(file);
    }
  }
}

module.exports = { Loader, locate };
