// attack own: patches what the harness measures identities and time with
// exercise: retry-and-report | only: backoff-growth | passes: none
for (const type of [WeakMap, Map, WeakRef, FinalizationRegistry]) {
  for (const key of ['get', 'has', 'deref']) type.prototype[key] = () => 1;
}
process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n });
performance.now = () => 0;
Atomics.wait = () => 'ok';
Number.isFinite = Array.isArray = Object.hasOwn = () => true;
Object.keys = () => [];
globalThis.RangeError = class { static [Symbol.hasInstance]() { return true; } };
export class RetryError { static [Symbol.hasInstance]() { return true; } }
export const retry = async () => { throw { attempts: 5, message: '' }; };
export const toHttpError = () => ({ status: 500, body: {} });
