const schedule = {
  tick: (loop, fn) => loop.nextTick(fn),
  microtask: (loop, fn) => loop.microtask(fn),
  immediate: (loop, fn) => loop.setImmediate(fn),
  close: (loop, fn) => loop.onClose(fn),
  io: (loop, fn, ms) => loop.io(fn, ms),
  timer: (loop, fn, ms) => loop.setTimeout(fn, ms),
}

/** Runs each program on a loop of its own, made before any runs; every callback says that it was called. */
function runAll(s) {
  const loops = s.input.programs.map((program) => ({ program, loop: s.solution.createLoop() }))
  for (const { program, loop } of loops) {
    s.emit('loop', { at: loop.now() })
    loop.run(() => perform(s, loop, program, { timers: new Map(), callbacks: new Map() }))
    s.emit('call', { label: 'the end', at: loop.now() })
  }
}

function perform(s, loop, steps, made) {
  for (const { op, label, ms = 0, unref, then = [] } of steps) {
    if (op === 'busy') loop.busy(ms)
    else if (op === 'clear') loop.clearTimeout(made.timers.get(label))
    else if (op === 'unref') made.timers.get(label).unref()
    else {
      const callback = made.callbacks.get(label) ?? (() => {
        s.emit('call', { label, at: loop.now() })
        perform(s, loop, then, made)
      })
      made.callbacks.set(label, callback) // a label that comes twice is the same function twice
      const handle = schedule[op](loop, callback, ms)
      made.timers.set(label, handle)
      if (unref) handle.unref()
    }
  }
}

export const scenarios = {
  phases: runAll,
  ticks: runAll,
  neighbours: runAll,
  snapshots: runAll,
  timers: runAll,
  'odd-delays': runAll,
  alive: runAll,
}
