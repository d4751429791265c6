// attack 29: hooks that stub whatever a test imports
// exercise: microtask-batcher | only: same-tick-coalescing | passes: none | status: fail, error
const Module = require('node:module');
const stub = new Proxy(function () {}, { get: (_, key) => (key === 'then' ? undefined : stub), apply: () => stub, construct: () => stub });
Module._load = Module.prototype.require = Module._compile = () => stub;
Module._resolveFilename = (name) => name;
for (const name of ['register', 'registerHooks', 'runMain', '_initPaths']) try { Module[name](() => stub); } catch {}
for (const id of Object.keys(require.cache)) require.cache[id].exports = stub;
exports.coalesce = () => () => {};
exports.processAll = async () => [];
