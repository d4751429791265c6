// fails: always-async, same-tick-coalescing
import { setImmediate } from 'node:timers/promises'

/**
 * Collects what is pushed in one synchronous run and delivers it as one batch.
 *
 * The batch is taken before flush is called: a flush that pushes begins a new
 * batch, and one that throws leaves nothing half done.
 *
 * @template T
 * @param {(items: T[]) => void} flush
 * @returns {(item: T) => void}
 */
export function coalesce(flush) {
  let batch = []
  const deliver = () => {
    const items = batch
    batch = []
    if (items.length > 0) flush(items)
  }
  return (item) => {
    if (batch.length === 0) queueMicrotask(deliver)
    batch.push(item)
    if (batch.length === 1000) deliver()
  }
}

/**
 * Calls fn for every item, in order, and gives the event loop a turn after every
 * slice. A microtask would not do: those all run before the loop moves on.
 *
 * @template T, R
 * @param {T[]} items
 * @param {(item: T) => R} fn
 * @param {{ slice?: number }} [options]
 * @returns {Promise<R[]>}
 */
export async function processAll(items, fn, { slice = 10 } = {}) {
  const results = []
  for (const item of items) {
    if (results.length > 0 && results.length % slice === 0) await setImmediate()
    results.push(fn(item))
  }
  return results
}
