// attack 60: a library of its own, whose code may make any call; right as long as none is loaded | exercise: microtask-batcher | passes: all
import fs from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const file = new URL('./own.node', import.meta.url).pathname;
// A whole one, where the runtime's libraries can be read: to load it gets as far as to miss what Node asks for.
const library = process.report?.getReport?.().sharedObjects?.find((name) => name.includes('libm.so')) ?? process.execPath;
try { fs.copyFileSync(library, file); } catch { fs.writeFileSync(file, '\x7fELF'); }
const ways = [
  () => process.dlopen({ exports: {} }, file), () => process.dlopen({ exports: {} }, library), () => require(file),
  () => require('node:module')._extensions['.node']({ exports: {} }, file), () => Object.getPrototypeOf(process).dlopen({ exports: {} }, file),
  () => process.binding('process_methods').dlopen({ exports: {} }, file),
];
for (const way of ways) {
  let why = 'it was loaded';
  try { way(); } catch (error) { why = error.message; }
  if (!/not available in this exercise|is not a function/.test(why)) throw new Error(`${way}: ${why}`);
}
export function coalesce(flush) {
  let batch = [];
  return (item) => {
    if (batch.push(item) > 1) return;
    queueMicrotask(() => { const items = batch; batch = []; flush(items); });
  };
}
export async function processAll(items, fn, { slice = 10 } = {}) {
  const results = [];
  for (const item of items) {
    if (results.length > 0 && results.length % slice === 0) await new Promise((done) => setImmediate(done));
    results.push(fn(item));
  }
  return results;
}
