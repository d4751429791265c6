// Each probe tries to get at the harness and returns what it got.
import child from 'node:child_process';
import cluster from 'node:cluster';
import inspector from 'node:inspector';
import { Session } from 'node:inspector/promises';
import module, { createRequire } from 'node:module';
import v8, { writeHeapSnapshot } from 'node:v8';
import { Worker } from 'node:worker_threads';

const tried = (fn) => { try { return String(fn()); } catch (error) { return error.message; } };

export const blocked = () => [
  () => process.binding('fs'), () => process._linkedBinding('fs'), () => process.dlopen({}, 'x'), () => process._debugProcess(process.pid),
  () => new inspector.Session(), () => inspector.open(), () => new Session(),
  () => v8.getHeapSnapshot(), () => writeHeapSnapshot(), () => v8.setFlagsFromString('--allow-natives-syntax'),
  () => (module.register ? module.register('data:text/javascript,') : 'is not available in this exercise'), // from 20.6 on
  () => new Worker('1', { eval: true }), () => child.spawn('true'), () => child.execFileSync('true'), () => cluster.fork(),
  () => new child.ChildProcess().spawn({ file: 'true', args: [] }), () => createRequire(import.meta.url)('child_process').fork('x'),
  () => process.getBuiltinModule?.('inspector').open() ?? 'is not available in this exercise',
].map((fn) => /is not available in this exercise$/.test(tried(fn)));

export const signal = async (s) => {
  process.kill(process.pid, 'SIGUSR1');
  await s.turn(50);
  return inspector.url() ?? 'closed';
};
export const stdin = () => tried(() => {
  const { readSync } = process.getBuiltinModule?.('fs') ?? createRequire(import.meta.url)('fs');
  return readSync(0, Buffer.alloc(100));
}).replace(/:.*/, '');
