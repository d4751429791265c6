// Each probe tries to get at the harness and returns what it got.
import child from 'node:child_process';
import cluster from 'node:cluster';
import inspector from 'node:inspector';
import { Session } from 'node:inspector/promises';
import module, { createRequire } from 'node:module';
import v8, { writeHeapSnapshot } from 'node:v8';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';

const there = (id) => { try { return createRequire(import.meta.url)(id); } catch { return null; } };
const absent = 'is not available in this exercise'; // what this Node does not have at all
const cachedData = new vm.Script('1').createCachedData();
let reads = 0;
const twice = { get cachedData() { return ++reads === 1 ? undefined : cachedData; } };

const tried = (fn) => { try { return String(fn()); } catch (error) { return error.message; } };

export const blocked = () => [
  () => process.binding('fs'), () => process._linkedBinding('fs'), () => process.dlopen({}, 'x'), () => process._debugProcess(process.pid),
  () => new inspector.Session(), () => inspector.open(), () => new Session(),
  () => v8.getHeapSnapshot(), () => writeHeapSnapshot(), () => v8.setFlagsFromString('--allow-natives-syntax'),
  () => (module.register ? module.register('data:text/javascript,') : 'is not available in this exercise'), // from 20.6 on
  () => new Worker('1', { eval: true }), () => child.spawn('true'), () => child.execFileSync('true'), () => cluster.fork(),
  () => new child.ChildProcess().spawn({ file: 'true', args: [] }), () => createRequire(import.meta.url)('child_process').fork('x'),
  () => process.getBuiltinModule?.('inspector').open() ?? absent,
  () => new vm.Script('1', { cachedData }), () => vm.createScript('1', { cachedData }), () => vm.compileFunction('1', [], { cachedData }),
  () => vm.runInThisContext('1', { cachedData }), () => vm.runInNewContext('1', {}, { cachedData }),
  () => vm.runInContext('1', vm.createContext(), { cachedData }), () => new vm.Script.prototype.constructor('1', { cachedData }),
  () => (new vm.Script('1', twice).cachedDataRejected === undefined && reads === 1 ? absent : 'read twice'),
  () => (Object.getPrototypeOf(vm.Script) === Function.prototype ? absent : 'what Script extends takes cachedData too'),
  () => new (Object.getPrototypeOf(vm.Script.prototype).constructor)('1', { cachedData }),
  () => (module.enableCompileCache ? module.enableCompileCache('.') : absent),
  () => (there('node:sqlite') ? new (there('node:sqlite').DatabaseSync)(':memory:') : absent),
  () => (there('node:ffi') ? there('node:ffi').getRawPointer(Buffer.alloc(8)) : absent),
  () => (there('node:ffi') ? new (there('node:ffi').DynamicLibrary)(null) : absent),
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
