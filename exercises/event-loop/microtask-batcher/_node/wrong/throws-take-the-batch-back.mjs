// fails: fault-isolation
export function coalesce(flush) {
  let batch = []
  return (item) => {
    if (batch.push(item) > 1) return
    queueMicrotask(() => {
      const items = batch
      batch = []
      try {
        flush(items)
      } catch (error) {
        batch.unshift(...items)
        throw error
      }
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
