/**
 * Calls fn for every item, with at most `limit` calls in flight. The first failure
 * ends it, as does the caller's signal.
 *
 * @template T, R
 * @param {T[]} items
 * @param {number} limit at least 1
 * @param {(item: T, index: number, signal: AbortSignal) => Promise<R>} fn
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<R[]>} the results, in the order of the items
 */
export async function mapLimit(items, limit, fn, { signal } = {}) {
  throw new Error('mapLimit is not written yet')
}

/**
 * Calls fn for every item, with at most `limit` calls in flight, and gives the
 * outcome of each.
 *
 * @template T, R
 * @param {T[]} items
 * @param {number} limit at least 1
 * @param {(item: T, index: number, signal: AbortSignal) => Promise<R>} fn
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<PromiseSettledResult<R>[]>} the outcomes, in the order of the items
 */
export async function settle(items, limit, fn, { signal } = {}) {
  throw new Error('settle is not written yet')
}
