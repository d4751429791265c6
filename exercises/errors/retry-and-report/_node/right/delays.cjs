const { once } = require('node:events')

class RetryError extends Error {
  constructor(attempts, cause) {
    super(`${attempts} attempts failed, the last one with: ${cause?.message}`, { cause })
    this.attempts = attempts
  }
}

function* delays({ attempts, baseMs, maxMs, random }) {
  for (let i = 0; i < attempts - 1; i++) yield Math.min(maxMs, baseMs * Math.pow(2, i)) * random()
}

async function retry(op, options) {
  const { attempts, isRetryable, signal } = options
  if (!(attempts > 0)) throw new RangeError('at least one attempt is needed')
  const waits = delays(options)
  for (;;) {
    try {
      return await op()
    } catch (error) {
      if (!isRetryable(error)) throw error
      const { value: ms, done } = waits.next()
      if (done) throw new RetryError(attempts, error)
      await rest(ms, signal)
    }
  }
}

async function rest(ms, signal) {
  let timer
  const over = new AbortController()
  const waits = [new Promise((resolve) => (timer = setTimeout(resolve, ms)))]
  if (signal) waits.push(once(signal, 'abort', { signal: over.signal }).then(() => Promise.reject(signal.reason)))
  try {
    await Promise.race(waits)
  } finally {
    clearTimeout(timer)
    waits[1]?.catch(() => {})
    over.abort()
  }
}

const toHttpError = (value) =>
  value instanceof Error && value.expose === true && Number.isInteger(value.status) && [4, 5].includes(Math.floor(value.status / 100))
    ? { status: value.status, body: { error: value.message } }
    : { status: 500, body: { error: 'internal server error' } }

module.exports = { RetryError, retry, toHttpError }
