/** Starts a batcher that says what it delivers, and then calls `then`. */
function batcher(s, then = () => {}) {
  let count = 0
  return s.solution.coalesce((items) => {
    s.emit('flush', { items })
    then(count++)
  })
}

// Everything begins in a macrotask: inside an async function the two queues of
// microtasks would change places.
export const scenarios = {
  async 'one-run'(s) {
    await s.macrotask(() => {
      const push = batcher(s)
      for (const item of s.input.items) push(item)
      s.emit('pushed')
    })
    await s.quiet()
  },

  async 'before-macrotasks'(s) {
    await s.macrotask(() => {
      const push = batcher(s)
      s.emit('round')
      setImmediate(() => s.emit('macrotask', { which: 'an immediate' }))
      setTimeout(() => s.emit('macrotask', { which: 'a timer' }), 0)
      queueMicrotask(() => push(s.input.items[0]))
    })
    await s.sleep(5)
    await s.quiet()
  },

  async 'push-in-flush'(s) {
    await s.macrotask(() => {
      const push = batcher(s, (count) => {
        if (count === 0) push(s.input.items[1])
      })
      push(s.input.items[0])
    })
    await s.sleep(5)
    await s.quiet()
  },

  async 'flush-throws'(s) {
    const { value: push } = await s.macrotask(() =>
      batcher(s, (count) => {
        if (count === 0) throw new Error('the first flush fails')
      }),
    )
    for (const item of s.input.items) {
      await s.macrotask(() => {
        try {
          push(item)
        } catch {
          // A flush that is synchronous throws here; that is another check's matter.
        }
      })
      await s.sleep(5)
      await s.quiet()
    }
  },

  async 'long-list'(s) {
    const { items, slice, factor } = s.input
    let turns = 0
    let calls = 0
    let atLast = 0
    const work = (item) => {
      calls += 1
      atLast = turns
      return item * factor
    }
    let over = false
    const other = () => {
      turns += 1
      if (!over) setImmediate(other)
    }
    await s.macrotask(() => {
      setImmediate(other)
      s.settle(() => s.solution.processAll(items, work, { slice })).then(({ status, value }) => {
        if (status === 'fulfilled') s.emit('processed', { results: value, turns: atLast })
        over = true
      })
    })
    // Gives up when nothing was processed for 50 timers in a row.
    for (let idle = 0, seen = -1; !over && idle < 50; idle = calls === seen ? idle + 1 : 0) {
      seen = calls
      await s.sleep(2)
    }
    over = true
  },
}
