// fails: attempt-budget
import { setTimeout as sleep } from 'node:timers/promises'

export class RetryError extends Error {
  name = 'RetryError'

  constructor(attempts, cause) {
    super(`gave up after ${attempts} attempts`, { cause })
    this.attempts = attempts
  }
}

export async function retry(op, { attempts, baseMs, maxMs, random, isRetryable, signal }) {
  if (!(attempts >= 1)) throw new RangeError(`attempts must be at least 1, not ${attempts}`)
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    try {
      const result = await op()
      if (result) return result
    } catch (error) {
      if (!isRetryable(error)) throw error
      if (attempt >= attempts) throw new RetryError(attempt, error)
    }
    if (attempt < attempts) await wait(random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1)), signal)
  }
}

async function wait(ms, signal) {
  try {
    await sleep(ms, undefined, { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

const unexpected = Object.freeze({ status: 500, body: Object.freeze({ error: 'internal error' }) })

export function toHttpError(value) {
  if (!(value instanceof Error) || value.expose !== true) return unexpected
  const { status, message } = value
  if (!Number.isInteger(status) || status < 400 || status > 599) return unexpected
  return { status, body: { error: message } }
}
