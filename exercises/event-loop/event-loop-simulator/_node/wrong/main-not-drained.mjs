// fails: microtask-drain-per-callback
class Timer {
  #loop
  constructor(loop, seq, due, fn) { this.#loop = loop; this.seq = seq; this.due = due; this.fn = fn; this.ref = true; this.cleared = false }
  unref() { this.ref = false; return this }
}
class Loop {
  #now = 0; #seq = 0
  #ticks = []; #micro = []
  #timers = []; #io = []; #immediates = []; #closers = []
  now() { return this.#now }
  nextTick(fn) { this.#ticks.push(fn) }
  microtask(fn) { this.#micro.push(fn) }
  setTimeout(fn, ms) {
    let delay = Number(ms)
    if (!(delay >= 1 && delay <= 2 ** 31 - 1)) delay = 1
    const t = new Timer(this, this.#seq++, this.#now + delay, fn)
    this.#timers.push(t)
    return t
  }
  clearTimeout(t) {
    if (!(t instanceof Timer)) return
    t.cleared = true
    const i = this.#timers.indexOf(t)
    if (i >= 0) this.#timers.splice(i, 1)
  }
  io(fn, ms) { this.#io.push({ fn, ready: this.#now + Math.max(0, ms), seq: this.#seq++ }) }
  setImmediate(fn) { this.#immediates.push(fn) }
  onClose(fn) { this.#closers.push(fn) }
  busy(ms) { this.#now += ms }
  #drain() {
    while (this.#ticks.length || this.#micro.length) {
      while (this.#ticks.length) this.#ticks.shift()()
      while (this.#micro.length) this.#micro.shift()()
    }
  }
  #call(fn) { fn(); this.#drain() }
  #alive() { return this.#io.length > 0 || this.#immediates.length > 0 || this.#closers.length > 0 || this.#timers.some((t) => t.ref) }
  run(main) {
    main()
    while (this.#alive()) {
      if (!this.#immediates.length && !this.#closers.length) {
        const next = Math.min(...this.#timers.map((t) => t.due), ...this.#io.map((o) => o.ready))
        if (next > this.#now) this.#now = next
      }
      for (;;) {
        const due = this.#timers.filter((t) => t.due <= this.#now).sort((a, b) => a.due - b.due || a.seq - b.seq)[0]
        if (!due) break
        this.#timers.splice(this.#timers.indexOf(due), 1)
        this.#call(due.fn)
      }
      const ready = this.#io.filter((o) => o.ready <= this.#now).sort((a, b) => a.ready - b.ready || a.seq - b.seq)
      this.#io = this.#io.filter((o) => !ready.includes(o))
      for (const o of ready) this.#call(o.fn)
      const imm = this.#immediates; this.#immediates = []
      for (const fn of imm) this.#call(fn)
      const cls = this.#closers; this.#closers = []
      for (const fn of cls) this.#call(fn)
    }
  }
}
export function createLoop() { return new Loop() }
