import * as timers from 'node:timers';
import { setTimeout as namedTimeout } from 'node:timers';
import { scheduler, setInterval as every, setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { performance as importedPerformance } from 'node:perf_hooks';
import { hrtime as importedHrtime } from 'node:process';
import { scrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const until = (arm) => new Promise((resolve) => arm(resolve));
const day = 24 * 3600 * 1000;

export async function jump(s) { await until((r) => setTimeout(r, 20 * day)); return s.now(); }
export async function named(s) { await until((r) => namedTimeout(r, 1000)); await until((r) => timers.setTimeout(r, 500)); return s.now(); }
export async function required(s) {
  const { setTimeout: later } = createRequire(import.meta.url)('timers');
  await until((r) => later(r, 700));
  return s.now();
}
export async function order() {
  const seen = [];
  setTimeout(() => seen.push('10'), 10);
  setTimeout(() => seen.push('5a'), 5);
  const gone = setTimeout(() => seen.push('gone'), 5);
  setTimeout(() => seen.push('5b'), 5);
  setTimeout(() => seen.push('1'), 1);
  setTimeout(() => seen.push('0'), 0);
  clearTimeout(gone);
  await sleep(20);
  return seen;
}
export async function chained(s) { await sleep(100); await sleep(100); await sleep(100); return s.now(); }
export async function argumentsAndThis() {
  return until((r) => { const t = setTimeout(function (a, b) { r([a, b, this === t]); }, 1, 'x', 'y'); });
}
export async function interval(s) {
  const at = [];
  await until((r) => { const t = setInterval(() => { if (at.push(s.now()) === 3) { clearInterval(t); r(); } }, 10); });
  await sleep(100);
  return at;
}
export async function delays(s) {
  const took = [];
  for (const ms of [NaN, -5, 0, 2 ** 31, 'no', undefined, 1.9, '7']) {
    const from = s.now();
    await until((r) => setTimeout(r, ms));
    took.push(s.now() - from);
  }
  return took;
}
export async function handle(s) {
  const seen = [];
  const t = setTimeout(() => seen.push(`fired ${s.now()}`), 10);
  seen.push(t.hasRef(), t.unref() === t && t.hasRef(), t.ref().hasRef(), typeof +t, t.constructor.name);
  await sleep(6);
  t.refresh();
  await sleep(20);
  clearTimeout(+setTimeout(() => seen.push('by number'), 1));
  clearTimeout(String(+setTimeout(() => seen.push('by text'), 1)));
  setTimeout(() => seen.push('closed'), 1).close();
  setTimeout(() => seen.push('disposed'), 1)[Symbol.dispose ?? Symbol.for('nodejs.dispose')]();
  clearTimeout(undefined);
  clearTimeout({});
  await sleep(5);
  return seen;
}
export async function notAFunction() {
  try { setTimeout('code', 1); } catch (error) { return [error instanceof TypeError, error.code]; }
}
export async function promises(s) { return [await sleep(50, 'value'), await scheduler.wait(25), s.now()]; }
export async function aborted(s) {
  const controller = new AbortController();
  setTimeout(() => controller.abort('why'), 10);
  const late = await sleep(1000, 0, { signal: controller.signal }).catch((e) => [e.name, e.code, e.cause, s.now()]);
  const early = await sleep(1000, 0, { signal: controller.signal }).catch((e) => e.name);
  return [late, early];
}
export async function iterated(s) {
  const seen = [];
  for await (const value of every(10, 'tick')) if (seen.push([value, s.now()]) === 3) break;
  return seen;
}
export async function abortTimeout(s) {
  const signal = AbortSignal.timeout(5000);
  const at = await until((r) => signal.addEventListener('abort', () => r(s.now())));
  return [at, signal.reason.name, signal.aborted];
}
export async function promisified(s) { return [await promisify(setTimeout)(40, 'v'), s.now()]; }
export async function dates() {
  const [a, b, c] = [Date.now(), new Date(), performance.now()];
  await sleep(1000);
  class Mine extends Date {}
  const mine = new Mine();
  return [
    Date.now() - a, new Date() - b, Math.round(performance.now() - c), mine - b, mine instanceof Mine, mine instanceof Date,
    typeof Date(), new Date(2020, 1, 3).getMonth(), new Date(0).toISOString(), Date.UTC(1970, 0, 2), new b.constructor() - b,
    Math.abs(a - Date.parse(new Date().toISOString())) < 5000, Date.name, Date.length,
  ];
}
export async function monotonic() {
  const [a, b, c, d] = [process.hrtime(), process.hrtime.bigint(), importedHrtime(), importedPerformance.now()];
  const up = process.uptime();
  await sleep(1500);
  const [s, ns] = process.hrtime(a);
  return [
    Math.round(s * 1e3 + ns / 1e6), Number((process.hrtime.bigint() - b) / 1000000n), importedHrtime(c)[0],
    Math.round(importedPerformance.now() - d), Math.round((process.uptime() - up) * 1000),
  ];
}
export async function temporal() {
  if (!globalThis.Temporal) return [1500, 1, true]; // Node 25 and older
  const { Now } = Temporal;
  const [a, b] = [Now.instant(), Now.plainDateTimeISO('UTC')];
  await sleep(1500);
  const same = [Now.plainDateISO(), Now.plainTimeISO(), Now.zonedDateTimeISO()].every((x) => !/1970/.test(x));
  return [Now.instant().epochMilliseconds - a.epochMilliseconds, Math.trunc(Now.plainDateTimeISO('UTC').since(b).total('seconds')), same];
}
export async function turnsFirst(s) {
  let turns = 0;
  const from = s.now();
  const at = until((r) => setTimeout(() => r([turns, s.now() - from]), 10));
  for (; turns < 60; turns++) await until(setImmediate);
  return at;
}
export async function spinner(s) {
  let done = false;
  setTimeout(() => { done = true; }, 60_000);
  while (!done) await until(setImmediate);
  return s.now();
}
export async function realWork(s) {
  let key = '';
  scrypt('p', 'salt', 16, { N: 4096 }, (_, derived) => { key = typeof derived; });
  await sleep(10);
  const text = readFile(new URL(import.meta.url), 'utf8').then((t) => t.length > 0);
  return [key, await Promise.race([text, sleep(1e9, 'too late')]), s.now()];
}
export async function leftover() { setInterval(() => { throw new Error('left over'); }, 10); return 'left'; }
export async function afterLeftover(s) { await sleep(1000); return s.now(); }
