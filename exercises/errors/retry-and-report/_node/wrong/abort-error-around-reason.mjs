// fails: cancellation
import { setTimeout as delay } from 'node:timers/promises'
export class RetryError extends Error {
  name = 'RetryError'
  constructor(message, options = {}) { super(message, { cause: options.cause }); Object.defineProperty(this, 'attempts', { value: options.attempts, enumerable: true }) }
}
class PermanentError extends Error {}
export async function retry(op, { attempts, baseMs, maxMs, random = Math.random, isRetryable = () => true, signal }) {
  if (!(attempts >= 1)) throw new RangeError(`attempts is ${attempts}`)
  let last
  let cap = Math.min(baseMs, maxMs)
  for (let left = attempts; left > 0; left--) {
    signal?.throwIfAborted()
    try {
      return await op()
    } catch (error) {
      last = error
    }
    if (!isRetryable(last)) throw new PermanentError('not retryable', { cause: last })
    if (left === 1) break
    const ms = random() * cap
    cap = Math.min(cap * 2, maxMs)
    await delay(ms, undefined, { signal })
  }
  throw new RetryError('all attempts failed', { attempts, cause: last })
}
const FALLBACK = Object.freeze({ status: 500, text: 'Something went wrong on our side.' })
export function toHttpError(value) {
  try {
    if (value instanceof Error) {
      const { expose, status, message } = value
      if (expose === true && Number.isSafeInteger(status) && status > 399 && status < 600) return { status, body: { error: String(message) } }
    }
  } catch { /* hostile value */ }
  return { status: FALLBACK.status, body: { error: FALLBACK.text } }
}
