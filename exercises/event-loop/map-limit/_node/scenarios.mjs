import { getEventListeners } from 'node:events'

/** Values that are easily taken for nothing. */
const odd = { undefined, null: null, 0: 0, "''": '', false: false, NaN, 'a string': 'gone' }

/** A call that takes its time, fails when told, and gives up when its signal says so, unless it is deaf. */
const call = (s, specs, thrown, own) => async (given, index, signal) => {
  const spec = specs.get(given) ?? { name: 'something else', ms: 10 }
  const told = signal instanceof AbortSignal
  s.emit('start', { item: spec.name, index, signal: told })
  try {
    await pause(s, spec, told ? signal : new AbortController().signal, own)
    if (!spec.fails) return spec.gives ? odd[spec.gives] : spec.value
    const error = spec.throws ? odd[spec.throws] : new Error(spec.fails)
    thrown.push(error)
    s.emit('failing', { item: spec.name, number: thrown.length, message: said(error) })
    throw error
  } finally {
    s.emit('end', { item: spec.name })
  }
}

function pause(s, { name, ms, deaf }, signal, own) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      own.delete(abort)
      s.emit('aborted', { item: name })
      if (deaf) return
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      own.delete(abort)
      signal.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal.addEventListener('abort', abort, { once: true })
    own.add(abort)
  })
}

/** Runs one call of the solution and says how it ended, if it did, within half an hour of virtual time. */
async function play(s, round, number) {
  s.emit('round', { number })
  const controller = new AbortController()
  const { signal } = controller
  if (round.before) giveUp(controller, round)
  if (round.abortMs) setTimeout(() => giveUp(controller, round, s), round.abortMs)
  const thrown = []
  const own = new Set() // listeners of the calls
  const items = round.items.map((spec) => (spec.as ? odd[spec.as] : spec))
  const specs = new Map(items.map((given, i) => [given, round.items[i]]))
  const options = round.bare ? [] : [{ signal }]
  const solve = s.solution[round.settle ? 'settle' : 'mapLimit']
  s.settle(() => solve(items, round.limit, call(s, specs, thrown, own), ...options)).then(async (end) => {
    s.emit('settled', outcome(end, thrown, signal))
    await s.turn(4)
    s.emit('listeners', { count: getEventListeners(signal, 'abort').filter((listener) => !own.has(listener)).length })
  })
  if (round.beside) beside(s, round.beside)
  await s.sleep(1_800_000)
}

/** Another call at the same time. */
async function beside(s, items) {
  const fn = async (item) => {
    await s.sleep(7)
    return item
  }
  const { status, value, reason } = await s.settle(() => s.solution.mapLimit(items, 2, fn, {}))
  s.emit('beside', { status, value, ...(status !== 'fulfilled' && { message: said(reason) }) })
}

function giveUp(controller, { reason, deadline }, s) {
  s?.emit('abort')
  if (reason) controller.abort(odd[reason])
  else controller.abort(deadline ? new DOMException('The time is up', 'TimeoutError') : new Error('the client has hung up'))
}

function outcome({ status, value, reason }, thrown, signal) {
  if (status === 'fulfilled') return { status, value: Array.isArray(value) ? Array.from(value, (part) => result(part, thrown)) : value }
  const around = reason instanceof Error && Object.hasOwn(reason, 'cause')
  return {
    status,
    message: said(reason),
    failure: numberOf(reason, thrown) || (around ? numberOf(reason.cause, thrown) : 0),
    callers: signal.aborted && Object.is(reason, signal.reason),
  }
}

/** A value, or what settle says about one item, with its error as the number of the one that was thrown. */
function result(part, thrown) {
  if (typeof part !== 'object' || part?.status !== 'rejected') return part
  return { status: part.status, message: said(part.reason), failure: 'reason' in part ? numberOf(part.reason, thrown) : 0 }
}

const numberOf = (error, thrown) => thrown.findIndex((one) => Object.is(one, error)) + 1

/** An error with its class, or whatever else it is. */
function said(value) {
  if (value instanceof Error) return `${value.constructor?.name}: ${value.message}`
  if (typeof value === 'string') return JSON.stringify(value)
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

async function all(s) {
  for (const [number, round] of s.input.rounds.entries()) {
    if (round.only !== 'go') await play(s, round, number)
  }
}

export const scenarios = {
  'slow-first': all,
  'small-lists': all,
  'one-fails': all,
  'some-fail': all,
  abort: all,
  'abort-settle': all,
  'abort-before': all,
}
