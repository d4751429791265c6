// fails: jitter-bounded, backoff-growth
export class RetryError extends Error {
  constructor(attempts, cause) { super(`gave up after ${attempts} attempts`, { cause }); this.name = 'RetryError'; this.attempts = attempts }
}
function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => { clearTimeout(timer); reject(signal.reason) }
    const timer = setTimeout(() => { signal?.removeEventListener('abort', onAbort); resolve() }, ms)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
export async function retry(op, { attempts, baseMs, maxMs, random = Math.random, isRetryable = () => true, signal }) {
  if (attempts < 1) throw new RangeError('attempts must be at least 1')
  for (let n = 1; ; n++) {
    try { return await op() } catch (error) {
      if (!isRetryable(error)) throw error
      if (n >= attempts) throw new RetryError(n, error)
    }
    await sleep(Math.min(maxMs, random() * baseMs * 2 ** (n - 1)), signal)
  }
}
export function toHttpError(value) {
  if (value instanceof Error && value.expose === true && Number.isInteger(value.status) && value.status >= 400 && value.status <= 599) {
    return { status: value.status, body: { error: value.message } }
  }
  return { status: 500, body: { error: 'Internal Server Error' } }
}
