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
process.stdout.write = never;
for (const key of ['then', 'catch', 'finally']) try { Promise.prototype[key] = never; } catch {}
for (const key of ['on', 'emit', 'getActiveResourcesInfo', 'reallyExit', 'nextTick', '_fatalException']) try { process[key] = never; } catch {}
for (const key of ownKeys(globalThis)) try { delete globalThis[key]; } catch {}
