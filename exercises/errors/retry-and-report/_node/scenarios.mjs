/** What may be thrown, returned or given as a reason in place of what usually is. */
const odd = { undefined, null: null, 0: 0, "''": '', false: false, 'a string': 'gone', 'an object': Object.freeze({}) }

/** What one call comes to: it throws or returns something, which is `made` then. */
function call(s, { name, at, end, odd: other, error: text, value, own, during }, number, made) {
  const special = number === at
  if (special && during) made.controller.abort(new Error('the client has hung up'))
  if (special && end === 'success') {
    made.value = other ? odd[other] : value
    s.emit('call', { retry: name, number })
    return made.value
  }
  const isOdd = other && end !== 'success' && (special || !at)
  const error = isOdd ? odd[other] : (made.inner ?? failure(special && text ? text : `timeout of call ${number}`, own))
  made.last = error
  made.transient.set(error, !(special && end === 'permanent'))
  s.emit('call', { retry: name, number, ref: s.ref(error), error: said(error) })
  throw error
}

/** The error of a call, or the one of a call whose own signal has aborted. */
const failure = (text, own) => Object.freeze(own ? new DOMException(text, 'AbortError') : new Error(text))

/** What a retry of one attempt ends with, or an error around the cause where that is no RetryError. */
async function gaveUp(s, cause) {
  const options = { attempts: 1, baseMs: 1, maxMs: 1, random: () => 1, isRetryable: () => true }
  const end = await Promise.race([s.settle(() => s.solution.retry(async () => { throw cause }, options)), s.sleep(1000)])
  return end?.reason instanceof s.solution.RetryError ? end.reason : new Error('gave up', { cause })
}

/** Runs one retry, and says when each call was made and how it ended. */
async function run(s, trial, group, policies) {
  const { name, random } = trial
  const made = { transient: new Map(), controller: controllerOf(trial, group) }
  if (trial.nested) made.inner = await gaveUp(s, new Error('timeout of a call'))
  let drawn = 0
  let calls = 0
  const options = optionsOf(trial, group, policies, {
    random: () => random[Math.min(drawn++, random.length - 1)],
    isRetryable: (error) => made.transient.get(error) === true,
  })
  const signal = made.controller?.signal
  if (trial.abortMs) giveUp(s, trial, made.controller)
  const end = await s.settle(() =>
    s.solution.retry(async () => call(s, trial, ++calls, made), signal ? Object.freeze({ ...options, signal }) : options),
  )
  s.emit('settled', { retry: name, drawn, ...ending(s, end, made, signal) })
}

/** The options of a retry: those of one policy that run one by one are given the same object. */
function optionsOf({ name, attempts, baseMs, maxMs }, group, policies, now) {
  const key = `${attempts} ${baseMs} ${maxMs} ${group.length > 1 ? name : ''}`
  const held = policies.get(key) ?? {}
  policies.set(key, held)
  held.now = now
  held.options ??= Object.freeze({
    attempts, baseMs, maxMs, random: () => held.now.random(), isRetryable: (error) => held.now.isRetryable(error),
  })
  return held.options
}

/** What aborts a retry. Those of a group that end at the same moment hear one signal. */
function controllerOf({ abortMs, during, gone }, group) {
  if (!abortMs && !during && !gone) return undefined
  const controller = (abortMs && group.controllers.get(abortMs)) || new AbortController()
  group.controllers.set(abortMs, controller)
  if (gone) controller.abort(new Error('the client has hung up'))
  return controller
}

/** Aborts in the midst of it. */
function giveUp(s, { name, abortMs, deadline, odd: other }, controller) {
  setTimeout(() => {
    s.emit('abort', { retry: name })
    if (deadline) controller.abort(new DOMException('The time is up', 'TimeoutError'))
    else controller.abort(other ? odd[other] : new Error('the client has hung up'))
  }, abortMs)
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
  const policies = new Map()
  for (const group of s.input.groups.filter(([first]) => !first.fine)) {
    group.controllers = new Map()
    for (const { name } of group) s.emit('begin', { retry: name })
    Promise.all(group.map((trial) => run(s, trial, group, policies)))
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

  async answers(s) {
    for (const one of s.input.node) {
      const value = one.make === 'a RetryError' ? await gaveUp(s, thrown(one.behind)) : thrown(one)
      try {
        const answer = s.solution.toHttpError(value)
        const { status, body } = answer
        s.emit('answer', { for: one.what, status, body })
        Reflect.set(answer, 'status', 200)
        Reflect.set(body, 'error', 'what a caller wrote into an earlier answer')
      } catch (error) {
        s.emit('answer', { for: one.what, threw: said(error) })
      }
    }
  },
}
