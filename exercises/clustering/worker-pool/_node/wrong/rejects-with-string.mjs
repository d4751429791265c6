// fails: fault-isolation
class Slot { constructor(worker) { this.worker = worker; this.task = null; this.timer = null; this.doomed = false; this.error = undefined; this.gone = new Promise((r) => { this.markGone = r }) } }
class Pool {
  #spawn; #size; #ms; #slots = new Set(); #queue = []; #id = 0; #closed = null
  constructor({ spawn, size, taskTimeoutMs }) {
    this.#spawn = spawn; this.#size = size; this.#ms = taskTimeoutMs
    for (let i = 0; i < size; i++) this.#add()
  }
  exec = (data) => new Promise((resolve, reject) => {
    if (this.#closed) return reject(new Error('the pool is closed'))
    this.#queue.push({ data, resolve, reject, id: ++this.#id })
    this.#dispatch()
  })
  close = () => {
    if (this.#closed) return this.#closed
    const why = new Error('the pool was closed')
    this.#closed = Promise.all([...this.#slots].map((s) => s.gone)).then(() => {})
    for (const task of this.#queue.splice(0)) task.reject(why)
    for (const slot of this.#slots) { this.#release(slot)?.reject(why); this.#kill(slot) }
    return this.#closed
  }
  #add() {
    const slot = new Slot(this.#spawn())
    this.#slots.add(slot)
    slot.worker.on('message', (m) => this.#answer(slot, m))
    slot.worker.on('error', (e) => { slot.doomed = true; slot.error ??= e; this.#release(slot)?.reject(e) })
    slot.worker.on('exit', (code) => {
      if (!this.#slots.delete(slot)) return
      this.#release(slot)?.reject(slot.error ?? new Error(`the worker stopped with code ${code}`))
      slot.markGone()
      if (!this.#closed) { this.#add(); this.#dispatch() }
    })
    return slot
  }
  #kill(slot) { slot.doomed = true; try { Promise.resolve(slot.worker.terminate()).catch(() => {}) } catch {} }
  #release(slot) { const t = slot.task; slot.task = null; clearTimeout(slot.timer); slot.timer = null; return t }
  #answer(slot, m) {
    const t = slot.task
    if (!t || typeof m !== 'object' || m === null || m.id !== t.id) return
    if (m.ok === true) { this.#release(slot); t.resolve(m.value) }
    else if (m.ok === false) { this.#release(slot); t.reject(m.error) }
    else return
    this.#dispatch()
  }
  #dispatch() {
    for (const slot of this.#slots) {
      while (!slot.task && !slot.doomed && this.#queue.length) {
        const t = this.#queue.shift()
        slot.task = t
        slot.timer = setTimeout(() => {
          this.#release(slot)
          t.reject(new Error(`the task took longer than ${this.#ms} ms`))
          this.#kill(slot)
        }, this.#ms)
        try { slot.worker.postMessage({ id: t.id, data: t.data }) } catch (e) { this.#release(slot); t.reject(e) }
      }
    }
  }
}
export function createPool(options) { return new Pool(options) }
