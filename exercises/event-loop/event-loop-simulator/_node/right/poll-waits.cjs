// As libuv does it: the poll phase is where the loop waits, and timers come at the
// end of a round.
exports.createLoop = () => {
  const queue = { tick: [], micro: [], check: [], close: [] }
  let [time, order, agenda] = [0, 0, []]

  const later = (kind, fn, ms) => {
    const entry = { kind, fn, at: time + ms, order: order++, ref: true, unref: () => ((entry.ref = false), entry) }
    agenda.push(entry)
    return entry
  }
  const forget = (entry) => (agenda = agenda.filter((other) => other !== entry))
  const first = (...kinds) =>
    agenda.filter((e) => kinds.includes(e.kind)).reduce((a, b) => (!a || b.at < a.at || (b.at === a.at && b.order < a.order) ? b : a), null)

  function call(fn) {
    fn()
    for (;;) {
      const next = queue.tick.shift()
      if (next) next()
      else if (queue.micro.length === 0) return
      else while (queue.micro.length > 0) queue.micro.shift()()
    }
  }
  function timers() {
    for (let t; (t = first('timer')) && t.at <= time; ) {
      forget(t)
      call(t.fn)
    }
  }
  function poll() {
    if (queue.check.length + queue.close.length === 0 && alive()) time = Math.max(time, first('timer', 'io').at)
    const ready = []
    for (let r; (r = first('io')) && r.at <= time; ) {
      ready.push(r)
      forget(r)
    }
    ready.forEach((r) => call(r.fn))
  }
  function all(kind) {
    const fns = queue[kind]
    queue[kind] = []
    fns.forEach(call)
  }
  const alive = () => queue.check.length + queue.close.length > 0 || agenda.some((e) => e.ref)

  return {
    now: () => time,
    busy: (ms) => (time += ms),
    nextTick: (fn) => queue.tick.push(fn),
    microtask: (fn) => queue.micro.push(fn),
    setImmediate: (fn) => queue.check.push(fn),
    onClose: (fn) => queue.close.push(fn),
    io: (fn, ms) => later('io', fn, ms),
    setTimeout: (fn, ms) => later('timer', fn, ms >= 1 && ms <= 0x7fffffff ? ms : 1),
    clearTimeout: forget,
    run(main) {
      call(main)
      timers()
      while (alive()) {
        poll()
        all('check')
        all('close')
        timers()
      }
    },
  }
}
