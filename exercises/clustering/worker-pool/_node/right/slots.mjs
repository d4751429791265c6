// One endless loop for each slot; each keeps a worker until that one dies.
import { once } from 'node:events'

class Slot {
  worker = null
  job = null

  constructor(pool) {
    this.pool = pool
  }

  async work() {
    for (;;) {
      this.job = await this.pool.take()
      if (!this.job) return
      await new Promise((done) => {
        this.done = done
        this.begin(this.job)
      })
    }
  }

  begin(job) {
    this.worker ??= this.hire()
    this.timer = setTimeout(() => {
      this.fire()
      this.finish('reject', new Error('timed out'))
    }, this.pool.options.taskTimeoutMs)
    try {
      this.worker.postMessage({ id: job.id, data: job.data })
    } catch (error) {
      this.finish('reject', error)
    }
  }

  finish(how, value) {
    if (!this.job) return
    clearTimeout(this.timer)
    this.job[how](value)
    this.job = null
    this.done()
  }

  hire() {
    const worker = this.pool.options.spawn()
    const lost = (error) => {
      if (this.worker !== worker) return
      this.worker = null
      this.finish('reject', error)
    }
    worker.on('error', lost)
    worker.on('exit', (code) => lost(new Error(`exit ${code}`)))
    worker.on('message', (message) => {
      if (this.worker !== worker || !this.job || message?.id !== this.job.id) return
      this.finish(message.ok ? 'resolve' : 'reject', message.ok ? message.value : new Error(message.error))
    })
    return worker
  }

  fire() {
    const worker = this.worker
    this.worker = null
    if (!worker) return
    const gone = once(worker, 'exit')
    worker.terminate()
    this.pool.gone.push(gone)
  }
}

export function createPool(options) {
  const waiting = [] // jobs
  const takers = [] // slots without a job
  const pool = {
    options,
    gone: [],
    take: () => new Promise((resolve) => (waiting.length ? resolve(waiting.shift()) : takers.push(resolve))),
  }
  const slots = Array.from({ length: options.size }, () => new Slot(pool))
  for (const slot of slots) slot.work()
  let closed = false
  let id = 0
  return {
    async exec(data) {
      if (closed) throw new Error('closed')
      return new Promise((resolve, reject) => {
        const job = { id: `task ${++id}`, data, resolve, reject }
        if (takers.length) takers.shift()(job)
        else waiting.push(job)
      })
    },
    async close() {
      closed = true
      for (const job of waiting.splice(0)) job.reject(new Error('closed'))
      for (const slot of slots) {
        slot.fire()
        slot.finish('reject', new Error('closed'))
      }
      for (const take of takers.splice(0)) take(null)
      await Promise.all(pool.gone)
    },
  }
}
