// fails: phase-order, loop-liveness
export function createLoop() {
  let now = 0
  let timers = []
  let reads = []
  const ticks = []
  const microtasks = []
  const immediates = []
  const closing = []

  const call = (fn) => {
    fn()
    drain()
  }
  const drain = () => {
    while (ticks.length + microtasks.length > 0) {
      while (ticks.length > 0) ticks.shift()()
      while (microtasks.length > 0) microtasks.shift()()
    }
  }
  const alive = () => immediates.length + closing.length + reads.length > 0 || timers.some((t) => t.ref)
  const jump = () => {
    if (immediates.length + closing.length > 0) return
    now = Math.min(...[...timers, ...reads].map((t) => t.due))
  }
  const fire = () => {
    const due = timers.filter((t) => t.due <= now).sort((a, b) => a.due - b.due)
    for (const t of due) {
      if (!timers.includes(t)) continue
      timers = timers.filter((other) => other !== t)
      call(t.fn)
    }
  }
  const poll = () => {
    const ready = reads.filter((r) => r.due <= now).sort((a, b) => a.due - b.due)
    reads = reads.filter((r) => !ready.includes(r))
    for (const { fn } of ready) call(fn)
  }
  const check = () => {
    for (const fn of immediates.splice(0)) call(fn)
  }
  const close = () => {
    for (const fn of closing.splice(0)) call(fn)
  }

  return {
    now: () => now,
    nextTick: (fn) => void ticks.push(fn),
    microtask: (fn) => void microtasks.push(fn),
    setImmediate: (fn) => void immediates.push(fn),
    onClose: (fn) => void closing.push(fn),
    io: (fn, ms) => void reads.push({ fn, due: now + ms }),
    busy: (ms) => void (now += ms),
    setTimeout(fn, ms) {
      const delay = ms >= 1 && ms < 2 ** 31 ? ms : 1
      const timer = { fn, due: now + delay, ref: true, unref: () => void (timer.ref = false) }
      timers.push(timer)
      return timer
    },
    clearTimeout(timer) {
      timers = timers.filter((other) => other !== timer)
    },
    run(main) {
      call(main)
      while (alive()) {
        jump()
        fire()
        poll()
        check()
        close()
      }
    },
  }
}
