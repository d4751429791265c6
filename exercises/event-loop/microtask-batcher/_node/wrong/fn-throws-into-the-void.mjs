// fails: fault-isolation
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

export function processAll(items, fn, { slice = 10 } = {}) {
  return new Promise((resolve) => {
    const results = []
    const work = () => {
      for (const item of items.slice(results.length, results.length + slice)) results.push(fn(item))
      if (results.length < items.length) setImmediate(work)
      else resolve(results)
    }
    setImmediate(work)
  })
}
