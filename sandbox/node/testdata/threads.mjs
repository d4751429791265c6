// Starts threads in every way that could get past what locks each of them down.
import fs from 'node:fs';
import threads, { Worker, SHARE_ENV } from 'node:worker_threads';

const dir = new URL('.', import.meta.url).pathname;
const look = `try { process.binding('fs'); globalThis.seen ??= 'unlocked' } catch (e) { globalThis.seen ??= /not available/.test(e.message) ? 'locked' : e.message }`;
const main = `${look}; require('node:worker_threads').parentPort.postMessage(globalThis.seen)`;
const early = `--require=${dir}early.cjs`;

function said(worker) {
  return new Promise((resolve) => {
    worker.on('message', resolve).on('error', (error) => resolve(error.message)).on('exit', () => resolve('exit'));
  });
}

const ways = {
  plain: () => new Worker(main, { eval: true }),
  prototype: () => new (Object.getPrototypeOf(Worker))(main, { eval: true }),
  constructor: () => new Worker.prototype.constructor(main, { eval: true }),
  subclass: () => new (class extends Worker {})(main, { eval: true }),
  execArgv: () => new Worker(main, { eval: true, execArgv: [early] }),
  'read twice': () => { let reads = 0; return new Worker(main, { eval: true, get execArgv() { return reads++ ? [early] : undefined; } }); },
  expose: () => new Worker(main, { eval: true, execArgv: ['--expose-internals'] }),
  env: () => new Worker(main, { eval: true, env: { NODE_OPTIONS: early } }),
  'own environment': () => { process.env.NODE_OPTIONS = early; return new threads.Worker(main, { eval: true }); },
  shared: () => new Worker(main, { eval: true, env: SHARE_ENV }),
};

export { all as ways };

async function all() {
  fs.writeFileSync(`${dir}early.cjs`, look);
  const found = {};
  for (const [name, start] of Object.entries(ways)) {
    try {
      const worker = start();
      found[name] = worker instanceof Worker ? await said(worker) : 'not a constructor'; // Node's emitter
      await worker.terminate?.();
    } catch (error) {
      found[name] = /not a constructor/.test(error.message) ? 'not a constructor' : error.message;
    }
  }
  delete process.env.NODE_OPTIONS;
  return found;
}

export async function works() {
  const code = `const { parentPort, workerData } = require('node:worker_threads'); parentPort.postMessage([workerData, process.argv.slice(2), process.env.KEY])`;
  const worker = new Worker(code, { eval: true, workerData: 7, argv: ['a'], env: { KEY: 'v' } });
  const answer = await said(worker);
  return [...answer, worker instanceof Worker, worker.constructor === Worker, Worker.name];
}
