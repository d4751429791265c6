// fails: phase-order
const LONGEST_DELAY = 2 ** 31 - 1

/** @returns {Loop} an event loop at 0 ms with nothing to do */
export function createLoop() {
  return new Loop()
}

/**
 * An event loop with virtual time. Every callback goes through #call, so that
 * ticks and microtasks follow each of them; every phase takes its queue out before
 * it begins, so that what is added meanwhile waits for the next round.
 */
class Loop {
  #now = 0
  #ticks = []
  #microtasks = []
  #timers = new Set() // { fn, due, ref } in the order of their creation
  #reads = [] // { fn, due }
  #immediates = []
  #closing = []

  now() { return this.#now }
  nextTick(fn) { this.#ticks.push(fn) }
  microtask(fn) { this.#microtasks.push(fn) }
  setImmediate(fn) { this.#immediates.push(fn) }
  onClose(fn) { this.#closing.push(fn) }
  io(fn, ms) { this.#reads.push({ fn, ms, due: this.#now + ms }) }
  busy(ms) { this.#now += ms }

  setTimeout(fn, ms) {
    const delay = ms >= 1 && ms <= LONGEST_DELAY ? ms : 1
    const timer = { fn, due: this.#now + delay, ref: true, unref() { this.ref = false } }
    this.#timers.add(timer)
    return timer
  }

  clearTimeout(timer) { this.#timers.delete(timer) }

  /** Calls main and runs rounds until nothing referenced is pending. */
  run(main) {
    this.#call(main)
    while (this.#alive()) {
      this.#jump()
      this.#fireTimers()
      this.#poll()
      for (const fn of this.#immediates.splice(0)) this.#call(fn)
      for (const fn of this.#closing.splice(0)) this.#call(fn)
    }
  }

  #call(fn) {
    fn()
    while (this.#ticks.length + this.#microtasks.length > 0) {
      while (this.#ticks.length > 0) this.#ticks.shift()()
      while (this.#microtasks.length > 0) this.#microtasks.shift()()
    }
  }

  #alive() {
    return this.#busyNow() || this.#reads.length > 0 || [...this.#timers].some((timer) => timer.ref)
  }

  #busyNow() { return this.#immediates.length + this.#closing.length > 0 }

  /** Passes the time that a real loop would spend waiting for I/O. */
  #jump() {
    if (this.#busyNow()) return
    const next = Math.min(...[...this.#timers, ...this.#reads].map(({ due }) => due))
    this.#now = Math.max(this.#now, next)
  }

  /** A timer stays in the set until it fires: others may still clear it. */
  #fireTimers() {
    const due = [...this.#timers].filter((timer) => timer.due <= this.#now).sort((a, b) => a.due - b.due)
    for (const timer of due) if (this.#timers.delete(timer)) this.#call(timer.fn)
  }

  #poll() {
    const ready = this.#reads.filter(({ due }) => due <= this.#now).sort((a, b) => a.ms - b.ms)
    this.#reads = this.#reads.filter((read) => !ready.includes(read))
    for (const { fn } of ready) this.#call(fn)
  }
}
