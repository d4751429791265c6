// fails: same-tick-coalescing
export function coalesce(flush) {
  let batch = new Set()
  return (item) => {
    batch.add(item)
    if (batch.size > 1) return
    queueMicrotask(() => {
      const items = [...batch]
      batch.clear()
      flush(items)
    })
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
