/** Runs a retry of calls that fail as told, and says when each was made and how it ended. */
async function run(s, call, extra = {}) {
  const { attempts, baseMs, maxMs, random } = { attempts: 5, baseMs: 100, maxMs: 500, random: [1], ...s.input, ...extra }
  let drawn = 0
  let count = 0
  const op = async () => call(++count)
  const options = {
    attempts, baseMs, maxMs,
    random: () => random[Math.min(drawn++, random.length - 1)],
    isRetryable: (error) => error.transient === true,
    ...extra,
  }
  s.settle(() => s.solution.retry(op, options)).then((end) => s.emit('settled', { ...ending(s, end), attempts: extra.attempts ?? end.reason?.attempts }))
  await s.sleep(3_600_000)
}

function ending(s, { status, value, reason }) {
  if (status === 'fulfilled') return { status, value }
  return {
    status: 'rejected',
    message: s.typeOf(reason) + (reason?.message ? `: ${reason.message}` : ''),
    refs: s.causes(reason).map(s.ref),
    retryError: reason instanceof s.solution.RetryError,
    refused: reason instanceof RangeError,
  }
}

/** Fails the way a flaky dependency does. */
function flake(s, count) {
  const error = Object.assign(new Error(`timeout of call ${count}`), { transient: true })
  s.emit('call', { number: count, ref: s.ref(error), error: error.message })
  throw error
}

/** Values that a program may throw, and whether a client may read them. */
function thrown({ status, message, secret }) {
  const shown = () => Object.assign(new Error(message), { status, expose: true })
  return [
    ['an error to be shown', shown(), true],
    ['an error to be shown with an internal cause', Object.assign(shown(), { cause: new Error(secret) }), true],
    ['an ordinary error', new Error(secret)],
    ['an error with a status that is not to be shown', Object.assign(new Error(secret), { status: 404 })],
    ['an error to be shown without a status', Object.assign(new Error(secret), { expose: true })],
    ['an error to be shown with the status 200', Object.assign(new Error(secret), { expose: true, status: 200 })],
    ['undefined', undefined],
    ['null', null],
    ['a string', secret],
    ['a plain object', { secret, message: secret }],
    ['an object that throws when it is read', { get message() { throw new Error(secret) }, get status() { throw new Error(secret) } }],
  ]
}

export const scenarios = {
  async 'permanent-error'(s) {
    await run(s, (count) => {
      if (count < s.input.at) return flake(s, count)
      const error = new Error(s.input.error)
      s.emit('call', { number: count, error: error.message })
      s.emit('planted', { ref: s.ref(error) })
      throw error
    })
  },

  async 'all-fail'(s) {
    await run(s, (count) => flake(s, count))
  },

  async jitter(s) {
    await run(s, (count) => flake(s, count))
  },

  async 'success-later'(s) {
    await run(s, (count) => {
      if (count < s.input.at) return flake(s, count)
      s.emit('call', { number: count })
      return s.input.value
    })
  },

  async 'no-attempts'(s) {
    for (const attempts of [0, -1]) await run(s, (count) => flake(s, count), { attempts })
  },

  async abort(s) {
    const controller = new AbortController()
    const reason = new Error('the client has hung up')
    setTimeout(() => {
      s.emit('abort', { ref: s.ref(reason) })
      controller.abort(reason)
      s.turn(4).then(() => s.emit('timers', { pending: s.timers() }))
    }, s.input.afterMs)
    await run(s, (count) => flake(s, count), { signal: controller.signal })
  },

  async answers(s) {
    for (const [what, value, open = false] of thrown(s.input)) {
      const { status, body } = s.solution.toHttpError(value)
      s.emit('answer', { for: what, public: open, status, body })
    }
    s.emit('answered')
  },
}
