import { getEventListeners } from 'node:events'

/** A call that takes its time, fails when told, and gives up when its signal says so, unless it is deaf. */
const call = (s) => async (item, index, signal) => {
  s.emit('start', { item: item.name, index: String(index) })
  try {
    await pause(s, item, signal instanceof AbortSignal ? signal : new AbortController().signal)
    if (!item.fails) return item.value
    const error = new Error(item.fails)
    s.emit('failing', { item: item.name, ref: s.ref(error), message: item.fails })
    throw error
  } finally {
    s.emit('end', { item: item.name })
  }
}

function pause(s, { name, ms, deaf }, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      s.emit('aborted', { item: name })
      if (deaf) return
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal.addEventListener('abort', abort, { once: true })
  })
}

/** Runs one call of the solution and says how it ended, if it did, within an hour of virtual time. */
async function run(s, name, { limit, items }, controller = new AbortController()) {
  const { signal } = controller
  await watched(s, () => s.solution[name](items, limit, call(s), { signal }), signal)
  s.emit('listeners', { count: getEventListeners(signal, 'abort').length })
}

async function watched(s, thunk, signal) {
  s.emit('round')
  s.settle(thunk).then((end) => s.emit('settled', outcome(s, end, signal)))
  await s.sleep(3_600_000)
}

function outcome(s, { status, value, reason }, signal) {
  if (status === 'fulfilled') return { status, value: Array.isArray(value) ? Array.from(value, (part) => result(s, part)) : value }
  const errors = s.causes(reason)
  return {
    status: 'rejected',
    message: messageOf(s, reason),
    refs: errors.map(s.ref),
    cancelled: signal?.aborted === true && errors.includes(signal.reason),
  }
}

/** A value, or what settle says about one item, with its error as a number. */
function result(s, part) {
  if (typeof part !== 'object' || part?.status !== 'rejected') return part
  const { status, reason } = part
  return { status, message: messageOf(s, reason), refs: [s.ref(reason)] }
}

const messageOf = (s, reason) => (reason instanceof Error ? `"${reason.message}"` : s.typeOf(reason))

async function abortDuring(s, name) {
  const controller = new AbortController()
  setTimeout(() => {
    s.emit('abort')
    controller.abort(new Error('the client has hung up'))
  }, s.input.abortMs)
  await run(s, name, s.input, controller)
}

export const scenarios = {
  'slow-first': (s) => run(s, 'mapLimit', s.input),
  'one-fails': (s) => run(s, 'mapLimit', s.input),
  'some-fail': (s) => run(s, 'settle', s.input),
  abort: (s) => abortDuring(s, 'mapLimit'),
  'abort-settle': (s) => abortDuring(s, 'settle'),

  async 'small-lists'(s) {
    for (const { items, limit } of s.input.lists) await watched(s, () => s.solution.mapLimit(items, limit, call(s)))
  },

  async 'abort-before'(s) {
    const controller = new AbortController()
    controller.abort(new Error('the client has hung up'))
    await run(s, 'mapLimit', s.input, controller)
  },
}
