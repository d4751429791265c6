const schedule = {
  tick: (loop, fn) => loop.nextTick(fn),
  microtask: (loop, fn) => loop.microtask(fn),
  immediate: (loop, fn) => loop.setImmediate(fn),
  close: (loop, fn) => loop.onClose(fn),
  io: (loop, fn, ms) => loop.io(fn, ms),
  timer: (loop, fn, ms) => loop.setTimeout(fn, ms),
}

/** Runs each program on a loop of its own; every callback says that it was called. */
function runAll(s) {
  for (const program of s.input.programs) {
    s.emit('loop')
    const loop = s.solution.createLoop()
    loop.run(() => perform(s, loop, program, new Map()))
    s.emit('call', { label: 'the end', at: loop.now() })
  }
}

function perform(s, loop, steps, timers) {
  for (const { op, label, ms = 0, unref, then = [] } of steps) {
    if (op === 'busy') loop.busy(ms)
    else if (op === 'clear') loop.clearTimeout(timers.get(label))
    else {
      const callback = () => {
        s.emit('call', { label, at: loop.now() })
        perform(s, loop, then, timers)
      }
      const handle = schedule[op](loop, callback, ms)
      timers.set(label, handle)
      if (unref) handle.unref()
    }
  }
}

export const scenarios = {
  phases: runAll,
  ticks: runAll,
  neighbours: runAll,
  'nested-immediates': runAll,
  timers: runAll,
  'odd-delays': runAll,
  alive: runAll,
}
