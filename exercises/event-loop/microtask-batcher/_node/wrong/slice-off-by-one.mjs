// fails: no-starvation
import { setImmediate as nextTurn } from 'node:timers/promises'
export function coalesce(flush) {
  let batch = null
  return (item) => {
    if (batch) { batch.push(item); return }
    batch = [item]
    queueMicrotask(() => { const items = batch; batch = null; flush(items) })
  }
}
export async function processAll(items, fn, { slice = 10 } = {}) {
  const out = []
  for (let i = 0; i < items.length; i += slice + 1) {
    if (i > 0) await nextTurn()
    for (const item of items.slice(i, i + slice + 1)) out.push(fn(item))
  }
  return out
}
