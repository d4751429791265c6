/** What may be thrown, returned or given as a reason in place of what usually is. */
const odd = { undefined, null: null, 0: 0, "''": '', false: false, 'a string': 'gone', 'an object': Object.freeze({}) }

/** What one call comes to: it throws or returns something, which is `made` then. */
function call(s, { name, at, end, odd: other, error: text, value, own, oddLast, attempts }, number, made) {
  const special = number === at
  if (special && end === 'success') {
    made.value = other ? odd[other] : value
    s.emit('call', { retry: name, number })
    return made.value
  }
  const error = other && end !== 'success' && (!oddLast || number === attempts) ? odd[other] : failure(special ? text : `timeout of call ${number}`, own)
  made.last = error
  made.transient.set(error, !special)
  s.emit('call', { retry: name, number, ref: s.ref(error), error: said(error) })
  throw error
}

/** The error of a call, or the one of a call whose own signal has aborted. */
const failure = (text, own) => (own ? new DOMException(text, 'AbortError') : Object.freeze(new Error(text)))

/** Runs one retry, and says when each call was made and how it ended. */
async function run(s, trial, shared) {
  const { name, attempts, baseMs, maxMs, random } = trial
  const made = { transient: new Map() }
  let drawn = 0
  let calls = 0
  const signal = shared ?? (trial.abortMs && giveUp(s, trial))
  const end = await s.settle(() =>
    s.solution.retry(async () => call(s, trial, ++calls, made), {
      attempts, baseMs, maxMs,
      random: () => random[Math.min(drawn++, random.length - 1)],
      isRetryable: (error) => made.transient.get(error) === true,
      ...(signal && { signal }),
    }),
  )
  s.emit('settled', { retry: name, drawn, ...ending(s, end, made, signal) })
}

/** A signal that aborts in the midst of it. */
function giveUp(s, { name, abortMs, deadline, odd: other }, names = [name]) {
  const controller = new AbortController()
  setTimeout(() => {
    for (const retry of names) s.emit('abort', { retry })
    if (deadline) controller.abort(new DOMException('The time is up', 'TimeoutError'))
    else controller.abort(other ? odd[other] : new Error('the client has hung up'))
  }, abortMs)
  return controller.signal
}

function ending(s, { status, value, reason }, made, signal) {
  if (status === 'fulfilled') return { status, value, same: Object.is(value, made.value) }
  return {
    status,
    message: said(reason),
    refs: s.causes(reason).map(s.ref),
    last: Object.is(reason, made.last),
    cause: reason instanceof Error && Object.hasOwn(reason, 'cause') && Object.is(reason.cause, made.last),
    callers: signal?.aborted === true && Object.is(reason, signal.reason),
    retryError: reason instanceof s.solution.RetryError && reason instanceof Error,
    attempts: reason?.attempts ?? null,
    refused: reason instanceof RangeError,
  }
}

/** An error with its class, or whatever else it is. */
function said(value) {
  if (value instanceof Error) return `${value.constructor?.name}: ${value.message}`
  if (typeof value === 'string') return JSON.stringify(value)
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** Runs group after group, each for ten minutes of virtual time. */
async function all(s) {
  for (const group of s.input.groups) {
    for (const { name } of group) s.emit('begin', { retry: name })
    const shared = group[0].shared ? giveUp(s, group[0], group.map(({ name }) => name)) : undefined
    Promise.all(group.map((trial) => run(s, trial, shared)))
      .then(() => s.turn(4))
      .then(() => s.emit('left', { retry: group[0].name, count: s.timers() }))
    await s.sleep(600_000)
  }
}

/** A value that may be thrown, as described. */
function thrown({ make, message, status, expose, cause, behind }) {
  const inside = cause ? new Error(cause) : behind && thrown(behind)
  const fields = { ...(status !== undefined && { status }), ...(expose !== undefined && { expose }) }
  switch (make) {
    case 'error':
      return Object.assign(new Error(message, inside && { cause: inside }), fields)
    case 'own class':
      return new (class OrderError extends Error {
        get status() { return status }
        get expose() { return expose }
      })(message)
    case 'plain':
      return { message, ...fields }
    case 'a string':
      return message
    case 'a symbol':
      return Symbol(message)
    case 'a TypeError':
      return new TypeError(message)
    case 'an error with a name and a code':
      return Object.assign(new Error(message), { name: 'QueryError', code: 'ECONNREFUSED' })
    case 'an error with the status NaN':
      return Object.assign(new Error(message), { status: NaN, expose: true })
    case 'an object that throws when it is read':
      return {
        get message() { throw new Error(message) },
        get status() { throw new Error(message) },
        get expose() { throw new Error(message) },
      }
  }
  return odd[make]
}

export const scenarios = {
  'permanent-error': all,
  'all-fail': all,
  'many-attempts': all,
  jitter: all,
  'success-later': all,
  'no-attempts': all,
  abort: all,

  answers(s) {
    for (const one of s.input.node) {
      const value = thrown(one)
      try {
        const { status, body } = s.solution.toHttpError(value)
        s.emit('answer', { for: one.what, status, body })
      } catch (error) {
        s.emit('answer', { for: one.what, threw: said(error) })
      }
    }
  },
}
