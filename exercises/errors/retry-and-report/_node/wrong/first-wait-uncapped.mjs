// fails: backoff-growth, jitter-bounded
import { setTimeout as delay } from 'node:timers/promises'

export class RetryError extends Error {
  constructor(attempts, options) {
    super('no attempt succeeded', options)
    this.attempts = attempts
  }
  get name() {
    return 'RetryError'
  }
}

const DAY = 86_400_000

function* caps(baseMs, maxMs, count) {
  for (let cap = baseMs; count > 0; count--, cap = Math.min(cap * 2, maxMs)) yield cap
}

async function wait(ms, signal) {
  try {
    for (; ms > DAY; ms -= DAY) await delay(DAY, undefined, { signal })
    await delay(ms, undefined, { signal })
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw error
  }
}

async function attempt(op) {
  try {
    return { ok: true, value: await op() }
  } catch (thrown) {
    return { ok: false, thrown }
  }
}

export async function retry(op, { attempts, baseMs, maxMs, random, isRetryable, signal }) {
  if (attempts < 1) throw new RangeError('attempts < 1')
  if (signal?.aborted) throw signal.reason
  let last = await attempt(op)
  if (last.ok) return last.value
  for (const cap of caps(baseMs, maxMs, attempts - 1)) {
    if (!isRetryable(last.thrown)) throw last.thrown
    if (signal?.aborted) throw signal.reason
    await wait(random() * cap, signal)
    last = await attempt(op)
    if (last.ok) return last.value
  }
  if (!isRetryable(last.thrown)) throw last.thrown
  throw new RetryError(attempts, { cause: last.thrown })
}

export function toHttpError(value) {
  const hidden = { status: 500, body: { error: 'unexpected error' } }
  try {
    const shown = value instanceof Error && value.expose === true
    const { status, message } = shown ? value : {}
    if (typeof status !== 'number' || status % 1 !== 0) return hidden
    return status >= 400 && status < 600 ? { status, body: { error: String(message) } } : hidden
  } catch {
    return hidden
  }
}
