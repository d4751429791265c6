'use strict';
// Writes a job's files into the work folder and loads them: the scenarios once, the
// solution afresh for each of them, in a folder of its own.

const fs = require('node:fs');
const { Module, createRequire } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { compile, exec, mkdirSync, requiresModules, unlinkSync, writeFileSync } = require('./primordials.cjs');

const ESM = /^\s*(?:import\s*(?:[\w$*{]|["'])|export\s+(?:default|const|let|var|function|class|async)\b|export\s*[{*])/m;
const COMMONJS = /\bmodule\.exports\b|\bexports\.[\w$]+\s*=|\brequire\s*\(/;

// diskName gives a .js file the ending that says what is in it, which spares
// a package.json.
function diskName({ name, content }) {
  if (!name.endsWith('.js')) return name;
  const commonjs = exec(COMMONJS, content) !== null && exec(ESM, content) === null;
  return name.slice(0, -2) + (commonjs ? 'cjs' : 'mjs');
}

// locate says where the files of a job are and what the learner calls the solution.
function locate(work, solution) {
  fs.mkdirSync(work, { recursive: true });
  const folder = fs.realpathSync(work);
  return { __proto__: null, folder, url: pathToFileURL(folder).href, disk: diskName(solution), shown: path.basename(solution.name) };
}

class Loader {
  #files; #scenarios; #require;

  constructor(files, job) {
    this.#files = files;
    this.#scenarios = job.scenarios;
    this.#require = createRequire(`${files.folder}/`);
  }

  // solution loads a learner's file for the n-th scenario and resolves to
  // { exports }, boxed since what a CommonJS file exports may have a method named then.
  async solution(n, content) {
    const { folder, disk } = this.#files;
    const file = `${folder}/${n}/${disk}`;
    mkdirSync(`${folder}/${n}`);
    writeFileSync(file, content);
    if (disk.endsWith('.cjs')) return { __proto__: null, exports: this.#require(file) };
    return { __proto__: null, exports: await this.#module(`${n}/${disk}`, () => compiled(file, content)) };
  }

  // scenarios resolves to the exports of the exercise's file, which is gone from
  // the disk afterwards.
  async scenarios() {
    const { folder } = this.#files;
    const { name, content } = this.#scenarios;
    const file = `${folder}/${name}`;
    writeFileSync(file, content);
    try {
      // By a function of its own, since a module's parent knows its other children.
      return await this.#module(name, () => createRequire(`${folder}/`)(file));
    } finally {
      delete this.#require.cache[file];
      unlinkSync(file);
    }
  }

  // module loads an ES module by a function that does it at once, where Node can:
  // import() reads the file on the thread pool, which takes longer than all the rest.
  async #module(name, load) {
    const { url } = this.#files;
    if (!requiresModules) return await import(`${url}/${name}`);
    try {
      return load();
    } catch (error) {
      if (error?.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
      return await import(`${url}/${name}`); // it has a top-level await
    }
  }
}

// compiled evaluates the text of an ES module as require() does, without looking for
// it on the disk. There it is for what reads import.meta.url, and for explain.cjs, which
// has a second Node find the place of a syntax error.
function compiled(file, content) {
  const module = new Module(file);
  compile(module, content, file, 'module');
  return module.exports;
}

module.exports = { Loader, locate };
