// Timers and I/O are in one list for each moment, and time goes on to the next moment that has one.
class Queue extends Array {
  * now() { yield* this.splice(0) }
  * untilEmpty() { while (this.length > 0) yield this.shift() }
}

class Loop {
  time = 0
  due = new Map()
  ready = new Map()
  ticks = new Queue()
  jobs = new Queue()
  immediates = new Queue()
  closes = new Queue()

  now = () => this.time
  busy = (ms) => { this.time += ms }
  nextTick = (fn) => { this.ticks.push(fn) }
  microtask = (fn) => { this.jobs.push(fn) }
  setImmediate = (fn) => { this.immediates.push(fn) }
  onClose = (fn) => { this.closes.push(fn) }
  io = (fn, ms) => { this.#at(this.ready, this.time + ms).push(fn) }
  clearTimeout = (timer) => { timer.state = 'cleared' }

  setTimeout = (fn, ms) => {
    const timer = { fn, state: 'pending', unref() { this.weak = true } }
    this.#at(this.due, this.time + (ms >= 1 && ms <= 2147483647 ? ms : 1)).push(timer)
    return timer
  }

  run = (main) => {
    this.#macro(main)
    while (this.#alive()) {
      if (!this.#round()) this.time = Math.min(...this.due.keys(), ...this.ready.keys())
    }
  }

  #round() {
    let ran = 0
    const go = (fn) => { ran++; this.#macro(fn) }
    for (const timer of this.#until(this.due)) {
      if (timer.state === 'pending') {
        timer.state = 'fired'
        go(timer.fn)
      }
    }
    for (const fn of this.#until(this.ready)) go(fn)
    for (const fn of this.immediates.now()) go(fn)
    for (const fn of this.closes.now()) go(fn)
    return ran
  }

  #at(map, moment) {
    if (!map.has(moment)) map.set(moment, [])
    return map.get(moment)
  }

  /** All entries of moments that have come, in order, removed from the map. */
  #until(map) {
    const moments = [...map.keys()].filter((moment) => moment <= this.time).sort((a, b) => a - b)
    return moments.flatMap((moment) => {
      const entries = map.get(moment)
      map.delete(moment)
      return entries
    })
  }

  #macro(fn) {
    fn()
    do {
      for (const tick of this.ticks.untilEmpty()) tick()
      for (const job of this.jobs.untilEmpty()) job()
    } while (this.ticks.length > 0)
  }

  #alive() {
    const referenced = (timer) => timer.state === 'pending' && !timer.weak
    return this.immediates.length + this.closes.length + this.ready.size > 0 || [...this.due.values()].flat().some(referenced)
  }
}

export const createLoop = () => new Loop()
