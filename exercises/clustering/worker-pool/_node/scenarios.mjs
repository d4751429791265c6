import { EventEmitter, once } from 'node:events'
import { Worker } from 'node:worker_threads'

const EXIT_MS = 4 // how long a worker takes to go away
const LONG_MS = 600_000 // how long a scenario waits for what may never come
const IDLE_MS = 5_000 // after which all tasks have ended
const CALM_MS = 20 // after which no timer is left but one that nobody needs
const LATE_MS = 100 // more than any task of a scenario takes
const TRIES = 3 // after which a worker does nothing any more for a task that comes again and again

/** What the workers of one pool share: how many there were, and the ids of tasks that they have. */
class Crew {
  workers = 0
  exits = 0
  running = new Map() // worker -> id
  tries = new Map() // name of a task -> how often it was given to a worker

  constructor(s, say = s.emit) {
    this.s = s
    this.say = say
  }

  spawn = () => new FakeWorker(this, ++this.workers)

  /** Counts the tries of a task; there is no point in going on for ever. */
  isTiresome(name) {
    this.tries.set(name, (this.tries.get(name) ?? 0) + 1)
    return this.tries.get(name) > TRIES
  }
}

/** A worker without a thread: it does what a task's `does` says. */
class FakeWorker extends EventEmitter {
  #crew
  #s
  #dead = false
  #busy = 0
  #late
  #exited
  threadId

  constructor(crew, threadId) {
    super()
    this.#crew = crew
    this.#s = crew.s
    this.threadId = threadId
    this.#say('spawned')
  }

  #say(kind, data) {
    this.#crew.say(kind, { worker: this.threadId, ...data })
  }

  postMessage(message) {
    const { id, data } = structuredClone(message)
    if (this.#dead) return this.#say('lost', { task: data?.name })
    if (data === null || typeof data !== 'object') return void this.#echo(id, data)
    this.#busy += 1
    this.#crew.running.set(this, id)
    this.#say('start', { task: data.name, busy: this.#busy })
    if (!this.#crew.isTiresome(data.name)) this.#work(id, data)
  }

  terminate() {
    if (this.#exited) return this.#exited
    if (!this.#dead) this.#say('terminated')
    this.#die()
    const exited = this.#exit(1)
    if (this.#late) this.#answerLate()
    return exited
  }

  ref() {}
  unref() {}

  async #echo(id, data) {
    await this.#s.sleep(1)
    this.emit('message', { id, ok: true, value: data })
  }

  async #work(id, { name, does, ms, value, error }) {
    if (does === 'hang') this.#late = { id, ok: true, value: 'late' }
    await this.#s.sleep(ms)
    if (does === 'hang' || this.#dead) return
    const reply = { id, ok: true, value: this.#s.input.salt + value }
    if (does === 'chat') await this.#chat(id)
    this.#busy -= 1
    this.#crew.running.delete(this)
    this.#say('end', { task: name })
    if (does === 'exit') {
      this.#die()
      return void this.#exit(this.#crew.exits++ % 2) // in good order, too
    }
    if (does === 'crash') return this.#crash(name, error)
    if (does === 'fail') return void this.emit('message', { id, ok: false, error })
    this.emit('message', reply)
    if (does === 'chat') return this.#repeat(reply)
    if (does === 'last' || does === 'last-error') return this.#leave(does)
  }

  /** Says something else than its reply. */
  async #chat(id) {
    const others = [...this.#crew.running.values()].filter((other) => other !== id)
    const said = ['50 %', null, undefined, 7, { progress: 0.5 }, { id, progress: 0.5 }, { id, ok: 'yes', value: 'stray' }, { id, ok: 0, error: 'stray' }, { id: -1, ok: true, value: 'stray' }]
    for (const other of others) said.push({ id: other, ok: true, value: 'of another worker' })
    for (const message of [...said, { id: -1, ok: false, error: 'stray' }]) {
      this.emit('message', message)
      await this.#s.sleep(1)
    }
  }

  /** Says again what it has said. */
  async #repeat(reply) {
    await this.#s.sleep(3)
    this.emit('message', reply)
    this.emit('message', 'done')
  }

  /** Says what it has not said in time, on its way out. */
  async #answerLate() {
    await this.#s.sleep(1)
    this.emit('message', this.#late)
  }

  /** Ends by itself when it has had nothing to do for a while. */
  async #leave(does) {
    await this.#s.sleep(IDLE_MS)
    if (this.#busy > 0 || this.#dead) return // it was given work meanwhile
    if (does === 'last-error') return this.#crash('', 'idle')
    this.#die()
    this.#exit(0, Promise.resolve()) // at once: a task that comes in between would die by chance
  }

  async #crash(task, text) {
    const error = new Error(text)
    this.#die()
    this.#say('crashed', { task, ref: this.#s.ref(error) })
    if (this.listenerCount('error') > 0) this.emit('error', error)
    else this.#say('unheard')
    await this.#exit(1)
  }

  #die() {
    if (this.#dead) return
    this.#dead = true
    this.#say('died')
  }

  #exit(code, delay = this.#s.sleep(EXIT_MS)) {
    this.#exited ??= delay.then(() => {
      this.#crew.running.delete(this)
      this.#say('exited')
      this.emit('exit', code)
      return code
    })
    return this.#exited
  }
}

function pool(s, crew = new Crew(s)) {
  return s.solution.createPool({ spawn: crew.spawn, size: s.input.size, taskTimeoutMs: s.input.timeoutMs })
}

/** Runs a task and says how it ended, if it did. */
async function exec(s, pool, task) {
  const data = task.does === 'unclonable' ? { ...task, callback() {} } : task
  s.emit('asked', { task: task.name })
  const { status, value, reason } = await s.settle(() => pool.exec(data))
  const ending = { task: task.name, status, value, error: '' }
  if (status !== 'fulfilled') {
    Object.assign(ending, { error: String(reason?.message ?? reason), isError: reason instanceof Error, what: s.typeOf(reason), ref: s.ref(reason) })
  }
  s.emit('settled', ending)
}

async function execAll(s) {
  const made = pool(s)
  const all = s.input.tasks.map((task) => exec(s, made, task))
  Promise.all(all).then(() => timers(s))
  await s.sleep(LONG_MS)
  return made
}

async function timers(s) {
  await s.sleep(CALM_MS)
  s.emit('timers', { pending: s.timers() })
}

/** Closes a pool and says how that ended, if it did. */
async function close(s, pool, kind) {
  const { status, reason } = await s.settle(() => pool.close())
  s.emit(kind, { status, error: status === 'fulfilled' ? '' : String(reason?.message ?? reason) })
}

/** Closes a pool twice and says how each ended, and when. */
function closeTwice(s, pool) {
  s.emit('closing')
  const first = close(s, pool, 'closed')
  close(s, pool, 'closed-meanwhile')
  return first
}

/** Closes a pool that was never used. */
async function closeUnused(s) {
  const counts = { spawned: 0, exited: 0 }
  const crew = new Crew(s, (kind) => kind in counts && (counts[kind] += 1))
  const { status } = await s.settle(() => pool(s, crew).close())
  s.emit('closed-unused', { status, ...counts })
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
    // Whoever does not listen is told by 'exit'.
    worker.on('error', (error) => this.s.emit('crashed', { task: this.task, ref: this.s.ref(error) }))
    worker.on('message', () => this.#paid(worker))
    worker.on('exit', () => {
      this.s.emit('exited', { worker: worker.threadId })
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
    const made = await execAll(s)
    exec(s, made, { name: 'y', does: 'work', ms: 5, value: 'y' }) // and closed at once
    closeTwice(s, made)
    await s.sleep(LONG_MS)
  },

  'task-fails': execAll,

  async stray(s) {
    const made = await execAll(s)
    for (const value of [0, '', false, null, undefined]) {
      const ended = s.settle(() => made.exec(value))
      ended.then((ending) => s.emit('echoed', { value, same: ending.status === 'fulfilled' && Object.is(ending.value, value), ending }))
    }
    await s.sleep(LONG_MS)
  },

  // Asks for a task, and then closes the pool, while a worker that was terminated is still there.
  async deadline(s) {
    const made = await execAll(s)
    exec(s, made, { name: 'x', does: 'hang' })
    await s.sleep(s.input.timeoutMs + EXIT_MS / 2)
    exec(s, made, { name: 'z', does: 'work', ms: 5, value: 'z' })
    await s.sleep(LONG_MS)
    exec(s, made, { name: 'y', does: 'hang' })
    await s.sleep(s.input.timeoutMs + EXIT_MS / 2)
    closeTwice(s, made)
    await s.sleep(LONG_MS)
  },

  // Closes the pool while a worker that has failed is still there.
  async 'worker-dies'(s) {
    const made = await execAll(s)
    for (const name of ['y', 'z']) exec(s, made, { name, does: 'work', ms: 5, value: name })
    await s.sleep(LONG_MS)
    for (const name of ['t', 'u']) exec(s, made, { name, does: 'last-error', ms: name === 't' ? 5 : 7, value: name })
    await s.sleep(5 + IDLE_MS + 1) // the worker of t has failed and not exited, that of u has not failed
    for (const name of ['v', 'w']) exec(s, made, { name, does: 'work', ms: 3 * LATE_MS, value: name })
    await s.sleep(LONG_MS)
    exec(s, made, { name: 'x', does: 'crash', ms: 5, error: 'x' })
    await s.sleep(5 + EXIT_MS / 2)
    closeTwice(s, made)
    await s.sleep(LONG_MS)
  },

  async close(s) {
    const made = pool(s)
    for (const task of s.input.tasks) exec(s, made, task)
    await s.sleep(s.input.closeMs)
    closeTwice(s, made).then(() => timers(s))
    exec(s, made, { name: 'too-late', does: 'work', ms: 5, value: 'late' })
    await s.sleep(LONG_MS)
    close(s, made, 'closed-again')
    exec(s, made, { name: 'much-too-late', does: 'work', ms: 5, value: 'late' })
    await s.sleep(LONG_MS)
    closeUnused(s)
    await s.sleep(LONG_MS)
  },

  async threads(s) {
    const threads = new Threads(s)
    const made = s.solution.createPool({ spawn: threads.spawn, size: s.input.size, taskTimeoutMs: s.input.timeoutMs })
    for (const task of s.input.tasks) {
      threads.task = task.name
      exec(s, made, task)
      await threads.idle()
    }
    close(s, made, 'closed')
    await threads.idle()
    await threads.end()
  },
}
