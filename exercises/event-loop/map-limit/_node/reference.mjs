/**
 * Calls fn for every item, with at most `limit` calls in flight.
 *
 * A failure and the caller's signal meet in one controller: whichever is first
 * gives its reason, with which the promise is rejected. It is rejected by the
 * controller rather than by the workers, since a call in flight may not listen.
 *
 * @template T, R
 * @param {T[]} items
 * @param {number} limit at least 1
 * @param {(item: T, index: number, signal: AbortSignal) => Promise<R>} fn
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<R[]>} the results, in the order of the items
 */
export async function mapLimit(items, limit, fn, { signal: caller } = {}) {
  caller?.throwIfAborted()
  const controller = new AbortController()
  const { signal } = controller
  const results = new Array(items.length)
  const waiting = items.entries() // shared, so that every worker takes the next item

  const work = async () => {
    for (const [index, item] of waiting) {
      results[index] = await fn(item, index, signal)
      if (signal.aborted) return
    }
  }
  let stop
  const stopped = new Promise((_, reject) => {
    stop = (reason) => {
      reject(reason)
      controller.abort(reason)
    }
  })
  const giveUp = () => stop(caller.reason)
  caller?.addEventListener('abort', giveUp, { once: true })
  try {
    const workers = Array.from({ length: limit }, () => work().catch(stop))
    await Promise.race([stopped, Promise.all(workers)])
    return results
  } finally {
    caller?.removeEventListener('abort', giveUp)
  }
}

/**
 * Calls fn for every item, with at most `limit` calls in flight, and gives the
 * outcome of each: to mapLimit, a failure is a result like any other.
 *
 * @template T, R
 * @param {T[]} items
 * @param {number} limit at least 1
 * @param {(item: T, index: number, signal: AbortSignal) => Promise<R>} fn
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<PromiseSettledResult<R>[]>} the outcomes, in the order of the items
 */
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
