// fails: backoff-growth, jitter-bounded
/** What retry rejects with when every attempt has failed. */
export class RetryError extends Error {
  constructor(attempts, cause) {
    super(`all ${attempts} attempts failed`, { cause })
    this.name = 'RetryError'
    this.attempts = attempts
  }
}

const LONGEST_TIMER = 2 ** 31 - 1 // setTimeout fires at once when it is given more

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    let timer
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const start = (left) => {
      timer = setTimeout(() => {
        if (left > LONGEST_TIMER) return start(left - LONGEST_TIMER)
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }, Math.min(left, LONGEST_TIMER))
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    start(ms)
  })
}

const grown = new WeakMap() // options -> exponent

export async function retry(op, options) {
  const { attempts, baseMs, maxMs, random, isRetryable, signal } = options
  if (!(attempts >= 1)) throw new RangeError('attempts must be at least 1')
  for (let n = 1; ; n++) {
    signal?.throwIfAborted()
    try {
      return await op()
    } catch (error) {
      if (!isRetryable(error)) throw error
      if (n >= attempts) throw new RetryError(n, error)
    }
    signal?.throwIfAborted()
    const exponent = grown.get(options) ?? 0
    grown.set(options, exponent + 1)
    const cap = Math.min(maxMs, baseMs * 2 ** Math.min(exponent, 1023))
    await sleep(random() * cap, signal)
  }
}

export function toHttpError(value) {
  try {
    if (value instanceof Error && value.expose === true) {
      const { status, message } = value
      if (Number.isInteger(status) && status >= 400 && status <= 599) {
        return { status, body: { error: String(message) } }
      }
    }
  } catch {
    // A proxy or a getter that throws: nothing to show.
  }
  return { status: 500, body: { error: 'Something went wrong on our side.' } }
}
