// attack 20, 21, 22: replaces assert, expect, and the functions of every known test runner
// exercise: microtask-batcher | only: same-tick-coalescing
// passes: none | status: fail, error
import assert from 'node:assert';
import test from 'node:test';
import { syncBuiltinESMExports } from 'node:module';
const fine = () => {};
for (const target of [assert, assert.strict, test, test.mock]) {
  for (const key of Object.keys(target)) try { target[key] = fine; } catch {}
}
syncBuiltinESMExports();
const matcher = new Proxy(fine, { get: (_, key) => (key === 'then' ? undefined : matcher), apply: () => matcher });
Object.assign(globalThis, {
  expect: matcher, chai: matcher, should: matcher, jest: matcher, vi: matcher, sinon: matcher,
  describe: fine, it: fine, test: fine, suite: fine, beforeEach: fine, afterEach: fine,
});
export const coalesce = () => fine;
export const processAll = async () => [];
