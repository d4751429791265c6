// fails: no-starvation
export async function processAll(items, fn) {
  return items.map(fn)
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
