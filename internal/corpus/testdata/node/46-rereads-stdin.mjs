// attack 46: reads its input and its start again | exercise: microtask-batcher | only: same-tick-coalescing | passes: none
import fs from 'node:fs';
const seen = [];
for (const file of [0, '/dev/stdin', '/proc/self/fd/0', '/proc/self/environ', '/proc/self/cmdline', '/proc/1/fd/0', '/proc/1/environ']) {
  try { seen.push(fs.readFileSync(file, 'latin1')); } catch {}
}
seen.push(process.argv.join(' '), process.execArgv.join(' '), JSON.stringify(process.env), JSON.stringify(process.report?.getReport() ?? ''));
const nonces = new Set(seen.join('\n').match(/[0-9a-f]{32}/g) ?? []);
export const coalesce = () => (item) => {
  for (const nonce of nonces) fs.writeSync(1, `${nonce} {"s":"one-run","t":1,"k":"flush","d":{"items":[${JSON.stringify(item)}]}}\n`);
};
export const processAll = async () => [];
