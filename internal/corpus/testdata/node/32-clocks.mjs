// attack 32: replaces every clock and every timer, and answers at once | exercise: retry-and-report
// passes: none
import timers from 'node:timers';
import sleeps from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { syncBuiltinESMExports } from 'node:module';
let now = 0;
const tick = () => (now += 1000);
globalThis.Date = class extends Date { constructor() { super(tick()); } static now() { return tick(); } };
performance.now = tick;
Object.defineProperty(globalThis, 'performance', { value: { now: tick, timeOrigin: 0 }, configurable: true });
process.hrtime = Object.assign(() => [tick(), 0], { bigint: () => BigInt(tick()) });
process.uptime = tick;
const atOnce = (fn, _ms, ...args) => queueMicrotask(() => fn(...args));
for (const target of [globalThis, timers]) for (const name of ['setTimeout', 'setInterval', 'setImmediate']) target[name] = atOnce;
sleeps.setTimeout = async (_ms, value) => value;
syncBuiltinESMExports();
export class RetryError extends Error {}
export async function retry(op, { attempts, baseMs }) {
  for (let n = 0; n < attempts; n++) try { return await op(); } catch { await new Promise((done) => setTimeout(done, baseMs * 2 ** n)); }
}
export const toHttpError = () => ({ status: 200, body: '' });
