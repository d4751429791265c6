// attack 50: rewrites the drawn input by Object.prototype.toJSON
// exercise: map-limit | passes: concurrency-saturation, order-preserved, cancellation, partial-failure, no-leaked-work
// status: fail
try { Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, value() {
  if (Array.isArray(this)) return this;
  const copy = { ...this };
  if (typeof copy.limit === 'number') copy.limit -= 1;      // map-limit: one too many is just right then
  if (typeof copy.attempts === 'number') copy.attempts -= 1; // retry-and-report: retries for attempts
  return copy;
} }); } catch {}
// fails: concurrency-limit
export async function mapLimit(items, limit, fn, { signal: caller } = {}) {
  caller?.throwIfAborted()
  const controller = new AbortController()
  const { signal } = controller
  const results = new Array(items.length)
  const waiting = items.entries()

  const work = async () => {
    for (const [index, item] of waiting) {
      results[index] = await fn(item, index, signal)
      if (signal.aborted) return
    }
  }
  const giveUp = () => controller.abort(caller.reason)
  const stopped = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  caller?.addEventListener('abort', giveUp, { once: true })
  try {
    const workers = Array.from({ length: limit + 1 }, () => work().catch((error) => controller.abort(error)))
    await Promise.race([stopped, Promise.all(workers)])
    return results
  } finally {
    caller?.removeEventListener('abort', giveUp)
  }
}

export async function settle(items, limit, fn, options) {
  const outcome = async (item, index, signal) => {
    try {
      return { status: 'fulfilled', value: await fn(item, index, signal) }
    } catch (reason) {
      return { status: 'rejected', reason }
    }
  }
  return mapLimit(items, limit, outcome, options)
}
