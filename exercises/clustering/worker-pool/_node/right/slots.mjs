// One endless loop for each slot; each keeps a worker until that one has exited.

class Slot {
  worker = null
  job = null
  dead = false // its worker has failed and not exited yet

  constructor(pool) {
    this.pool = pool
  }

  async work() {
    while (!this.closed) {
      await this.pool.take(this)
      if (this.job) await this.begin(this.job)
      if (this.dead) await this.gone
    }
  }

  begin(job) {
    if (!this.worker) this.hire()
    const over = new Promise((done) => (this.done = done))
    this.timer = setTimeout(() => this.end(new Error('timed out')), this.pool.options.taskTimeoutMs)
    try {
      this.worker.postMessage({ id: job.id, data: job.data })
    } catch (error) {
      this.finish('reject', error)
    }
    return over
  }

  finish(how, value) {
    if (!this.job) return
    clearTimeout(this.timer)
    this.job[how](value)
    this.job = null
    this.done?.()
  }

  // end stops the worker, whether it has something to do or not.
  end(error) {
    this.dead = this.worker !== null
    this.worker?.terminate()
    this.finish('reject', error)
  }

  hire() {
    const worker = this.pool.options.spawn()
    this.worker = worker
    this.gone = new Promise((resolve) => {
      worker.on('exit', (code) => {
        this.worker = null
        this.dead = false
        this.finish('reject', new Error(`exit ${code}`))
        resolve()
        this.pool.offer()
      })
    })
    worker.on('error', (error) => {
      this.dead = true
      this.finish('reject', error)
    })
    worker.on('message', (message) => {
      if (!this.job || message?.id !== this.job.id) return
      if (message.ok === true) this.finish('resolve', message.value)
      if (message.ok === false) this.finish('reject', new Error(message.error))
    })
  }
}

export function createPool(options) {
  const waiting = [] // jobs
  const takers = [] // slots without a job, and what wakes each
  const take = (slot) => {
    const taken = new Promise((wake) => takers.push({ slot, wake }))
    offer()
    return taken
  }
  const offer = () => {
    while (waiting.length > 0) {
      const i = takers.findIndex(({ slot }) => !slot.dead)
      if (i < 0) return
      const [{ slot, wake }] = takers.splice(i, 1)
      slot.job = waiting.shift()
      wake()
    }
  }
  const slots = Array.from({ length: options.size }, () => new Slot({ options, take, offer }))
  for (const slot of slots) slot.work()
  let closed = false
  let id = 0
  return {
    async exec(data) {
      if (closed) throw new Error('closed')
      return new Promise((resolve, reject) => {
        waiting.push({ id: `task ${++id}`, data, resolve, reject })
        offer()
      })
    },
    async close() {
      closed = true
      for (const job of waiting.splice(0)) job.reject(new Error('closed'))
      for (const slot of slots) {
        slot.closed = true
        slot.end(new Error('closed'))
      }
      for (const { wake } of takers.splice(0)) wake()
      await Promise.all(slots.map((slot) => slot.gone))
    },
  }
}
