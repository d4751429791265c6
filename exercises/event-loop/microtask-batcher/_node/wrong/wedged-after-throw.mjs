// fails: fault-isolation
export function coalesce(flush) {
  let batch = []
  let busy = false
  const deliver = () => {
    busy = true
    while (batch.length > 0) {
      const items = batch
      batch = []
      flush(items)
    }
    busy = false
  }
  return (item) => {
    batch.push(item)
    if (batch.length === 1 && !busy) queueMicrotask(deliver)
  }
}

export async function processAll(items, fn, { slice = 10 } = {}) {
  const results = []
  for (const item of items) {
    if (results.length > 0 && results.length % slice === 0) await new Promise((go) => setImmediate(go))
    results.push(fn(item))
  }
  return results
}
