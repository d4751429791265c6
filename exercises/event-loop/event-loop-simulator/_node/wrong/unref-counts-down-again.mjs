// fails: loop-liveness
class Heap {
  #a = []
  get size() { return this.#a.length }
  peek() { return this.#a[0] }
  push(x) {
    const a = this.#a
    let i = a.push(x) - 1
    while (i > 0) {
      const p = (i - 1) >> 1
      if (!Heap.before(a[i], a[p])) break
      ;[a[i], a[p]] = [a[p], a[i]]
      i = p
    }
  }
  pop() {
    const a = this.#a
    const top = a[0]
    const last = a.pop()
    if (a.length) {
      a[0] = last
      let i = 0
      for (;;) {
        let m = i
        for (const c of [2 * i + 1, 2 * i + 2]) if (c < a.length && Heap.before(a[c], a[m])) m = c
        if (m === i) break
        ;[a[i], a[m]] = [a[m], a[i]]
        i = m
      }
    }
    return top
  }
  static before(x, y) { return x.due < y.due || (x.due === y.due && x.seq < y.seq) }
}

class Timer {
  constructor(loop, fn, due, seq) {
    this.loop = loop
    this.fn = fn
    this.due = due
    this.seq = seq
    this.state = 'ref'
  }
  become(state) {
    if (this.state === 'done' || this.state === state) return
    if (this.state === 'ref') this.loop.refs--
    this.state = state
  }
  unref() {
    this.loop.refs--
    if (this.state !== 'done') this.state = 'unref'
    return this
  }
}

class Loop {
  time = 0
  refs = 0
  seq = 0
  timers = new Heap()
  pending = new Heap()
  queues = { tick: [], micro: [], check: [], close: [] }

  now() { return this.time }
  nextTick(fn) { this.queues.tick.push(fn) }
  microtask(fn) { this.queues.micro.push(fn) }
  setImmediate(fn) { this.queues.check.push(fn) }
  onClose(fn) { this.queues.close.push(fn) }
  busy(ms) { this.time += Math.max(0, ms) || 0 }

  setTimeout(fn, ms) {
    if (!(ms >= 1) || ms > 0x7fffffff) ms = 1
    const timer = new Timer(this, fn, this.time + ms, this.seq++)
    this.timers.push(timer)
    this.refs++
    return timer
  }
  clearTimeout(timer) { if (timer instanceof Timer) timer.become('done') }
  io(fn, ms) { this.pending.push({ fn, due: this.time + (Math.max(0, ms) || 0), seq: this.seq++ }) }

  run(main) {
    this.call(main)
    let phase = 'timers'
    for (;;) {
      switch (phase) {
        case 'timers':
          if (!this.alive()) return
          this.advance()
          this.fire()
          phase = 'poll'
          break
        case 'poll': {
          const ready = []
          while (this.pending.size && this.pending.peek().due <= this.time) ready.push(this.pending.pop().fn)
          ready.forEach((fn) => this.call(fn))
          phase = 'check'
          break
        }
        case 'check':
          this.queues.check.splice(0).forEach((fn) => this.call(fn))
          phase = 'close'
          break
        case 'close':
          this.queues.close.splice(0).forEach((fn) => this.call(fn))
          phase = 'timers'
          break
      }
    }
  }

  alive() {
    return this.refs > 0 || this.pending.size > 0 || this.queues.check.length > 0 || this.queues.close.length > 0
  }

  nextTimer() {
    while (this.timers.size && this.timers.peek().state === 'done') this.timers.pop()
    return this.timers.peek()
  }

  advance() {
    if (this.queues.check.length + this.queues.close.length) return
    const next = Math.min(this.nextTimer()?.due ?? Infinity, this.pending.peek()?.due ?? Infinity)
    if (Number.isFinite(next)) this.time = Math.max(this.time, next)
  }

  fire() {
    for (let t; (t = this.nextTimer()) && t.due <= this.time;) {
      this.timers.pop()
      t.become('done')
      this.call(t.fn)
    }
  }

  call(fn) {
    fn()
    const { tick, micro } = this.queues
    do {
      for (let i = 0; i < tick.length; i++) tick[i]()
      tick.length = 0
      for (let i = 0; i < micro.length; i++) micro[i]()
      micro.length = 0
    } while (tick.length)
  }
}

export function createLoop() {
  return new Loop()
}
