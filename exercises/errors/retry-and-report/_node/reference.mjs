import { setTimeout as sleep } from 'node:timers/promises'

/** What retry rejects with when every attempt has failed; its cause is the last error. */
export class RetryError extends Error {
  name = 'RetryError'

  constructor(attempts, cause) {
    super(`gave up after ${attempts} attempts`, { cause })
    this.attempts = attempts
  }
}

/**
 * Calls op until it succeeds, fails for good, or the attempts are used up.
 *
 * @template T
 * @param {() => Promise<T>} op
 * @param {object} options
 * @param {number} options.attempts calls in all, the first one included
 * @param {number} options.baseMs longest wait after the first attempt
 * @param {number} options.maxMs longest wait of all
 * @param {() => number} options.random from 0 to 1, called once a wait
 * @param {(error: unknown) => boolean} options.isRetryable whether trying again may help
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<T>}
 */
export async function retry(op, { attempts, baseMs, maxMs, random, isRetryable, signal }) {
  if (!(attempts >= 1)) throw new RangeError(`attempts must be at least 1, not ${attempts}`)
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    try {
      return await op()
    } catch (error) {
      if (!isRetryable(error)) throw error
      if (attempt >= attempts) throw new RetryError(attempt, error)
    }
    await wait(random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1)), signal)
  }
}

/** Waits, and rejects with the signal's own reason when it aborts. */
async function wait(ms, signal) {
  try {
    await sleep(ms, undefined, { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

const unexpected = Object.freeze({ status: 500, body: Object.freeze({ error: 'internal error' }) })

/**
 * Turns whatever was thrown into an answer for a client. Only an Error that
 * somebody marked with expose, and gave a client's or server's status, is shown.
 *
 * @param {unknown} value
 * @returns {{ status: number, body: { error: string } }}
 */
export function toHttpError(value) {
  if (!(value instanceof Error) || value.expose !== true) return unexpected
  const { status, message } = value
  if (!Number.isInteger(status) || status < 400 || status > 599) return unexpected
  return { status, body: { error: message } }
}
