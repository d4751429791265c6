// attack 60: priorities of other processes, and signals to them; right as long as none is reached | exercise: microtask-batcher | passes: all
import fs from 'node:fs';
import os from 'node:os';
const others = fs.readdirSync('/proc').map(Number).filter((pid) => pid > 1 && pid !== process.pid); // -1 are all that one may reach, also if that is none
for (const pid of others) {
  let priority = 0;
  try { priority = os.getPriority(pid); } catch {}
  for (const reach of [() => os.setPriority(pid, priority), () => process.kill(pid, 0), () => process.kill(-pid, 0)]) {
    let done = true;
    try { reach(); } catch { done = false; }
    if (done) throw new Error(`${reach} of process ${pid}`);
  }
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
