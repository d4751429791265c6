// fails: no-starvation (handbook)
export async function processAll(items, fn, { slice = 10 } = {}) {
  const results = []
  for (const item of items) {
    if (results.length % slice === 0) await null
    results.push(fn(item))
  }
  return results
}

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
