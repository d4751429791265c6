// attack own: keeps timers, servers and watchers so that its sandbox never ends | exercise: backpressure-copy | only: data-integrity
// limits: wall=1s | passes: none
import fs from 'node:fs';
import net from 'node:net';
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU']) process.on(signal, () => {});
setInterval(() => {}, 10).ref();
try { net.createServer().listen(0).on('error', () => {}); } catch {}
try { fs.watch('.', () => {}); } catch {}
process.exit = process.reallyExit = process.abort = process.kill = () => {};
export async function copy() { setInterval(() => fs.writeSync(1, '.'), 1).ref(); }
