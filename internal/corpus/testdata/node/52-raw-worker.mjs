// attack 52: Node's own Worker class by the prototype chain, whose thread inspects this one
// exercise: worker-pool | passes: none | status: error
import wt from 'node:worker_threads';
const spy = `
const { parentPort } = require('node:worker_threads');
const { Session } = require('node:inspector');
const fs = require('node:fs'); const alive = setInterval(() => {}, 1000);
(async () => {
  const s = new Session(); s.connectToMainThread();
  const post = (m, p) => new Promise((ok, no) => s.post(m, p, (e, v) => (e ? no(new Error(JSON.stringify(e))) : ok(v))));
  const lines = fs.readFileSync(require('node:worker_threads').workerData, 'utf8').split('\\n');
  const at = lines.findIndex((l) => l.includes('const json = encode(data);'));
  await post('Debugger.enable');
  s.on('Debugger.paused', async ({ params }) => {
    await post('Runtime.callFunctionOn', { objectId: params.callFrames[0].this.objectId, functionDeclaration: 'function () { globalThis.TRACE = this }' });
    await post('Debugger.disable');
    parentPort.postMessage('ok');
  });
  await post('Debugger.setBreakpointByUrl', { urlRegex: '.*main.cjs', lineNumber: at });
  parentPort.postMessage('ready');
})().catch((e) => parentPort.postMessage('failed: ' + e.message));
`;
if (!globalThis.TRACE) {
  const worker = new (Object.getPrototypeOf(wt.Worker))(spy, { eval: true, workerData: process.argv[1] });
  let said;
  worker.on('message', (m) => { said = m; }).on('error', (e) => { said = 'error: ' + e.message; });
  const cell = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 0; said !== 'ok' && i < 500; i++) { // each takes some two milliseconds, more where much else runs
    await new Promise((ok) => setTimeout(ok, 1)); Atomics.wait(cell, 0, 0, 1);
    if (said === 'ready') console.log('.'); // calls Trace#emit
    else if (said && said !== 'ok') throw new Error(said);
  }
  worker.terminate();
  const { emit } = globalThis.TRACE;
  Object.getPrototypeOf(globalThis.TRACE).emit = function (kind, data) {
    if (kind === 'timers') data = { pending: 0 };
    return emit.call(this, kind, data);
  };
}
// fails: deadline, graceful-shutdown
export function createPool({ spawn, size, taskTimeoutMs }) {
  const idle = new Set()
  const running = new Map()
  const ending = new Set()
  let queue = []
  let lastId = 0
  let closed = false

  function start() {
    const worker = spawn()
    worker.on('message', (message) => reply(worker, message))
    worker.on('error', (error) => lose(worker, error))
    worker.on('exit', (code) => lose(worker, new Error(`the worker exited with code ${code}`)))
    return worker
  }

  function pump() {
    while (queue.length > 0 && running.size < size) {
      const [worker = start()] = idle
      idle.delete(worker)
      run(worker, queue.shift())
    }
  }

  function run(worker, job) {
    running.set(worker, job)
    job.timer = setTimeout(() => expire(worker), taskTimeoutMs)
    try {
      worker.postMessage({ id: job.id, data: job.data })
    } catch (error) {
      release(worker).reject(error)
    }
  }

  function release(worker) {
    const job = forget(worker)
    idle.add(worker)
    return job
  }

  function forget(worker) {
    const job = running.get(worker)
    running.delete(worker)
    idle.delete(worker)
    return job
  }

  function reply(worker, message) {
    const job = running.get(worker)
    if (!job || message?.id !== job.id) return
    release(worker)
    if (message.ok) job.resolve(message.value)
    else job.reject(new Error(message.error))
    pump()
  }

  function lose(worker, error) {
    forget(worker)?.reject(error)
    pump()
  }

  function end(worker) {
    const gone = worker.terminate().finally(() => ending.delete(gone))
    ending.add(gone)
  }

  function expire(worker) {
    end(worker)
    lose(worker, new Error(`the task took longer than ${taskTimeoutMs} ms`))
  }

  return {
    exec(data) {
      if (closed) return Promise.reject(new Error('the pool is closed'))
      return new Promise((resolve, reject) => {
        queue.push({ id: ++lastId, data, resolve, reject })
        pump()
      })
    },
    async close() {
      closed = true
      const error = new Error('the pool was closed')
      for (const job of queue) job.reject(error)
      queue = []
      for (const worker of [...idle, ...running.keys()]) {
        end(worker)
        lose(worker, error)
      }
      await Promise.all(ending)
    },
  }
}
