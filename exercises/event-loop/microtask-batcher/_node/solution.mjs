/**
 * Collects what is pushed in one synchronous run and delivers it as one batch.
 *
 * @template T
 * @param {(items: T[]) => void} flush called once a batch, never during push; what it throws is uncaught
 * @returns {(item: T) => void} push
 */
export function coalesce(flush) {
  throw new Error('coalesce is not written yet')
}

/**
 * Calls fn for every item, in order, and lets timers and I/O run at least once
 * every `slice` calls. Rejects with what fn throws,
 * and then calls it no more.
 *
 * @template T, R
 * @param {T[]} items
 * @param {(item: T) => R} fn
 * @param {{ slice?: number }} [options]
 * @returns {Promise<R[]>} the results, in the order of the items
 */
export async function processAll(items, fn, { slice = 10 } = {}) {
  throw new Error('processAll is not written yet')
}
