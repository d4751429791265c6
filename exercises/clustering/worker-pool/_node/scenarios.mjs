import { EventEmitter, once } from 'node:events'
import { Worker } from 'node:worker_threads'

const EXIT_MS = 4 // how long a worker takes to go away
const LONG_MS = 600_000 // how long a scenario waits for what may never come
const IDLE_MS = 5_000 // after which all tasks have ended

/** A worker without a thread: it does what a task's `does` says. */
class FakeWorker extends EventEmitter {
  #s
  #dead = false
  #busy = 0
  #exited
  threadId

  constructor(s, threadId) {
    super()
    this.#s = s
    this.threadId = threadId
    s.emit('spawned', { worker: this.threadId })
  }

  postMessage(message) {
    const { id, data } = structuredClone(message)
    if (this.#dead) return
    this.#busy += 1
    this.#s.emit('start', { task: data.name, worker: this.threadId, busy: this.#busy })
    this.#work(id, data)
  }

  terminate() {
    if (this.#exited) return this.#exited
    if (!this.#dead) this.#s.emit('terminated', { worker: this.threadId })
    this.#die()
    return this.#exit(1)
  }

  ref() {}
  unref() {}

  async #work(id, { name, does, ms, value, error }) {
    await this.#s.sleep(ms)
    if (does === 'hang' || this.#dead) return
    this.#busy -= 1
    this.#s.emit('end', { task: name })
    if (does === 'exit') {
      this.#die()
      return void this.#exit(1)
    }
    if (does === 'crash') {
      this.#die()
      this.emit('error', new Error(error))
      await this.#s.sleep(1)
      return void this.#exit(1)
    }
    if (does === 'fail') return void this.emit('message', { id, ok: false, error })
    const reply = { id, ok: true, value: this.#s.input.salt + value }
    if (does === 'chat') return this.#chat(reply)
    this.emit('message', reply)
    if (does === 'last') {
      await this.#s.sleep(IDLE_MS)
      if (this.#busy > 0) return // it was given work meanwhile
      this.#die()
      this.#exit(0, Promise.resolve()) // at once: a task that comes in between would die by chance
    }
  }

  /** Says more than it is asked: before its reply, and long after it. */
  async #chat(reply) {
    for (const message of ['50 %', null, { progress: 0.5 }, { id: -1, ok: true, value: 'stray' }, { id: -1, ok: false, error: 'stray' }]) {
      this.emit('message', message)
      await this.#s.sleep(1)
    }
    this.emit('message', reply)
    await this.#s.sleep(3)
    this.emit('message', reply)
    this.emit('message', 'done')
  }

  #die() {
    if (this.#dead) return
    this.#dead = true
    this.#s.emit('died', { worker: this.threadId })
  }

  #exit(code, delay = this.#s.sleep(EXIT_MS)) {
    this.#exited ??= delay.then(() => {
      this.#s.emit('exited', { worker: this.threadId })
      this.emit('exit', code)
      return code
    })
    return this.#exited
  }
}

function pool(s) {
  let workers = 0
  return s.solution.createPool({ spawn: () => new FakeWorker(s, ++workers), size: s.input.size, taskTimeoutMs: s.input.timeoutMs })
}

/** Runs a task and says how it ended, if it did. */
async function exec(s, pool, task) {
  const data = task.does === 'unclonable' ? { ...task, callback() {} } : task
  const { status, value, reason } = await s.settle(() => pool.exec(data))
  s.emit('settled', { task: task.name, status, value, error: status === 'fulfilled' ? '' : String(reason?.message ?? reason) })
}

async function execAll(s) {
  const made = pool(s)
  const all = s.input.tasks.map((task) => exec(s, made, task))
  Promise.all(all).then(() => s.emit('timers', { pending: s.timers() }))
  await s.sleep(LONG_MS)
  return made
}

/** Closes a pool and says how that ended, if it did. */
async function close(s, pool, kind) {
  const { status } = await s.settle(() => pool.close())
  s.emit(kind, { status })
}

const THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
parentPort.on('message', ({ id, data: { does, value, error } }) => {
  if (does === 'exit') process.exit(1)
  if (does === 'crash') throw new Error(error)
  parentPort.postMessage({ id, ok: true, value: workerData + value })
})`

/** Real threads, and what each of them still owes: an answer, or its end. */
class Threads {
  #alive = new Set()
  #owing = new Set()
  #moved = new EventEmitter()
  #over = false

  constructor(s) {
    this.s = s
  }

  spawn = () => {
    if (this.#over) return Object.assign(new EventEmitter(), { postMessage() {}, terminate: async () => 0 })
    const worker = new Worker(THREAD, { eval: true, workerData: this.s.input.salt })
    const { postMessage, terminate } = worker
    this.#alive.add(worker)
    this.s.emit('spawned', { worker: worker.threadId })
    worker.postMessage = (message) => {
      postMessage.call(worker, message)
      if (this.#alive.has(worker)) this.#owing.add(worker)
    }
    worker.terminate = () => {
      if (this.#alive.has(worker)) this.#owing.add(worker)
      return terminate.call(worker)
    }
    worker.on('error', () => {}) // whoever does not listen is told by 'exit'
    worker.on('message', () => this.#paid(worker))
    worker.on('exit', () => {
      this.s.emit('exited')
      this.#alive.delete(worker)
      this.#paid(worker)
    })
    return worker
  }

  #paid(worker) {
    this.#owing.delete(worker)
    this.#moved.emit('paid')
  }

  /** Waits until no thread owes anything: no deadline, since each of them pays. */
  async idle() {
    for (;;) {
      await this.s.quiet()
      if (this.#owing.size === 0) return
      await once(this.#moved, 'paid')
    }
  }

  /** Ends what is left of them. */
  async end() {
    this.#over = true
    await Promise.all([...this.#alive].map((worker) => worker.terminate()))
  }
}

export const scenarios = {
  async work(s) {
    close(s, await execAll(s), 'closed')
    await s.sleep(LONG_MS)
  },

  'task-fails': execAll,
  stray: execAll,
  deadline: execAll,

  async 'worker-dies'(s) {
    const made = await execAll(s)
    for (const name of ['y', 'z']) exec(s, made, { name, does: 'work', ms: 5, value: name })
    await s.sleep(LONG_MS)
  },

  async close(s) {
    const made = pool(s)
    for (const task of s.input.tasks) exec(s, made, task)
    await s.sleep(s.input.closeMs)
    s.emit('closing')
    close(s, made, 'closed').then(() => s.emit('timers', { pending: s.timers() }))
    exec(s, made, { name: 'too-late', does: 'work', ms: 5, value: 'late' })
    await s.sleep(LONG_MS)
    close(s, made, 'closed-again')
    exec(s, made, { name: 'much-too-late', does: 'work', ms: 5, value: 'late' })
    await s.sleep(LONG_MS)
  },

  async threads(s) {
    const threads = new Threads(s)
    const made = s.solution.createPool({ spawn: threads.spawn, size: s.input.size, taskTimeoutMs: s.input.timeoutMs })
    for (const task of s.input.tasks) {
      exec(s, made, task)
      await threads.idle()
    }
    close(s, made, 'closed')
    await threads.idle()
    await threads.end()
  },
}
