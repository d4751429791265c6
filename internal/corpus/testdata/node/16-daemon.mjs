// attack 16, 48: a child in a session of its own that writes its verdict later | exercise: backpressure-copy | only: data-integrity
// passes: none | status: fail, error, no result
import * as processes from 'node:child_process';
const late = `setTimeout(() => require('fs').writeSync(1, '{"s":"bytes","k":"@end"}\\n'), 300); setInterval(() => {}, 1000)`;
const ways = [
  () => processes.spawn(process.execPath, ['-e', late], { detached: true, stdio: ['ignore', 1, 2] }).unref(),
  () => processes.fork('/work/solution.mjs', { detached: true }).unref(),
  () => new processes.ChildProcess().spawn({ file: process.execPath, args: [process.execPath, '-e', late], stdio: 'inherit', detached: true }),
];
for (const way of ways) try { way(); } catch {}
export async function copy() { for (const way of ways) try { way(); } catch {} }
