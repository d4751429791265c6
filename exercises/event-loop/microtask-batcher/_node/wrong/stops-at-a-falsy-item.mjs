// fails: no-starvation
export function coalesce(flush) {
  let batch = []
  return (item) => {
    if (batch.push(item) > 1) return
    queueMicrotask(() => {
      const items = batch
      batch = []
      flush(items)
    })
  }
}

export async function processAll(items, fn, { slice = 10 } = {}) {
  const results = []
  const queue = [...items]
  for (let item; (item = queue.shift()); ) {
    if (results.length > 0 && results.length % slice === 0) await new Promise((go) => setImmediate(go))
    results.push(fn(item))
  }
  return results
}
