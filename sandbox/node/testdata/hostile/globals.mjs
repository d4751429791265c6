import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
export const f = () => 'token';

const { ownKeys } = Reflect;
const never = () => { throw new Error('patched'); };
for (const key of Object.keys(fs)) if (typeof fs[key] === 'function') try { fs[key] = never; } catch {}
for (const key of Object.keys(timers)) try { timers[key] = never; } catch {}
syncBuiltinESMExports();
for (const object of [JSON, Reflect, Math, Atomics, Object, Promise, Number, performance]) {
  for (const key of ownKeys(object)) try { object[key] = never; } catch {}
}
Promise.prototype.then = never;
Promise.prototype.catch = never;
process.stdout.write = never;
process.on = process.getActiveResourcesInfo = process.reallyExit = never;
for (const key of ownKeys(globalThis)) try { delete globalThis[key]; } catch {}
