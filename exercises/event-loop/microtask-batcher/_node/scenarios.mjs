const lacking = { undefined, NaN }

/** The value that an item of the input stands for: JSON lacks some. */
const revive = (item) => (typeof item === 'object' && item !== null ? lacking[item.$] : item)

/** Makes a batcher that says what is pushed and delivered, and then calls `then`. */
function batcher(s, name = 'a', then = () => {}) {
  const batches = []
  const push = s.solution.coalesce((items) => {
    s.emit('flush', { batcher: name, items })
    batches.push(items)
    then(items)
  })
  return {
    push(...pushed) {
      s.emit('push', { batcher: name })
      for (const item of pushed) push(item)
      s.emit('pushed', { batcher: name })
    },
    /** Says what has become of the batches since. */
    lookAgain() {
      for (const items of batches) s.emit('kept', { batcher: name, items })
    },
  }
}

const holds = (items, item) => Array.isArray(items) && items.includes(item)

/** Keeps the loop from moving on for some milliseconds. */
function spin(ms) {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** Calls fn from the poll phase, as I/O does. */
function message(fn) {
  const { port1, port2 } = new MessageChannel()
  port2.onmessage = () => {
    port2.close()
    fn()
  }
  port1.postMessage(null)
}

async function calm(s) {
  await s.sleep(5)
  await s.quiet()
}

/** How a call ends, or that it does not: `calls` tells whether it still does something. */
async function ending(s, call, calls) {
  let outcome
  await s.macrotask(() => void s.settle(call).then((its) => (outcome = its)))
  for (let idle = 0, seen = -1; !outcome && idle < 50; idle = calls() === seen ? idle + 1 : 0) {
    seen = calls()
    await s.sleep(2)
  }
  return outcome ?? { status: 'pending' }
}

// Everything begins in a macrotask: inside an async function the two queues of
// microtasks would change places.
export const scenarios = {
  async 'one-run'(s) {
    const { first, other, many } = s.input
    const [a, b] = [batcher(s, 'a'), batcher(s, 'b')]
    await s.macrotask(() => {
      for (const item of first) {
        a.push(revive(item))
        if (other.length > 0) b.push(revive(other.shift()))
      }
    })
    await calm(s)
    await s.macrotask(() => a.push(...many))
    await calm(s)
    a.lookAgain()
    b.lookAgain()
  },

  async 'before-macrotasks'(s) {
    const waiting = (which) => () => s.emit('macrotask', { which })
    const pushing = (from) => {
      const { push } = batcher(s)
      return () => {
        s.emit('round', { from })
        push(s.input.items[0])
      }
    }
    const callers = {
      'the code itself': (fn) => fn(),
      'a microtask': (fn) => queueMicrotask(fn),
      'a tick': (fn) => process.nextTick(fn),
      'a promise': (fn) => Promise.resolve().then(fn),
    }
    for (const [from, call] of Object.entries(callers)) {
      await s.macrotask(() => {
        setImmediate(waiting('an immediate'))
        setTimeout(waiting('a timer that was due'), 0)
        message(waiting('a message'))
        spin(2)
        call(pushing(from))
      })
      await calm(s)
    }
    await s.macrotask(() => {
      setImmediate(pushing('an immediate'))
      setImmediate(waiting('the next immediate'))
    })
    await calm(s)
    await s.macrotask(() => {
      setTimeout(pushing('a timer'), 1)
      setTimeout(waiting('the next timer'), 1)
    })
    await calm(s)
  },

  async 'push-in-flush'(s) {
    const [first, second, third, last] = s.input.items
    await s.macrotask(() => {
      setImmediate(() => s.emit('macrotask', { which: 'an immediate' }))
      const { push } = batcher(s, 'a', (items) => {
        if (holds(items, first)) {
          push(second)
          push(third)
        } else if (holds(items, third)) push(last)
      })
      push(first)
    })
    await calm(s)
  },

  async 'flush-throws'(s) {
    const { items, more, bystander, words, list, slice } = s.input
    const faults = [() => new Error(words[0]), () => words[1], () => undefined]
    const a = batcher(s, 'a', (batch) => {
      const fault = faults[[items[0], items[2], items[4]].findIndex((item) => holds(batch, item))]
      if (holds(batch, items[0])) a.push(more)
      if (fault) throw fault()
    })
    const b = batcher(s, 'b')
    for (const [i, item] of items.entries()) {
      await s.macrotask(() => {
        try {
          a.push(item)
        } catch (error) {
          // A flush that is synchronous throws here; that is another check's matter.
          s.emit('escaped', { message: s.messages(error)[0] ?? 'undefined' })
        }
        if (i === 0) b.push(bystander)
      })
      await calm(s)
    }
    for (const [i, at] of [0, slice, list.length - 1].entries()) {
      const reason = faults[i]()
      let calls = 0
      const work = () => {
        if (calls++ === at) throw reason
      }
      const outcome = await ending(s, () => s.solution.processAll(list, work, { slice }), () => calls)
      await calm(s)
      s.emit('failed', { ...outcome, due: reason, same: outcome.reason === reason, calls, at })
      if (outcome.status === 'pending') break
    }
  },

  async 'long-list'(s) {
    let turns = 0
    let over = false
    // Two others wait for their turns: timers that are due one after another may fire in
    // one phase, between which no immediate runs.
    const other = (again) => {
      turns += 1
      if (!over) again()
    }
    const immediate = () => setImmediate(other, immediate)
    const timer = () => setTimeout(other, 0, timer)
    await s.macrotask(() => {
      immediate()
      timer()
    })
    for (const together of s.input.lists) {
      let calls = 0
      const endings = together.map(({ name, items, results, slice }) => {
        let n = 0
        const work = (item) => {
          calls += 1
          s.emit('call', { list: name, item, turn: turns })
          return revive(results[n++])
        }
        const given = items.map(revive)
        const rest = slice === 0 ? [] : [{ slice }]
        return ending(s, () => s.solution.processAll(given, work, ...rest), () => calls)
      })
      const outcomes = await Promise.all(endings)
      for (const [i, outcome] of outcomes.entries()) s.emit('processed', { list: together[i].name, ...outcome })
      if (outcomes.some(({ status }) => status === 'pending')) break
    }
    over = true
  },
}
