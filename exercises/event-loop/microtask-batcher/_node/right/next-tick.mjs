export const coalesce = (flush) => {
  const waiting = []
  let scheduled = false
  const deliver = () => {
    scheduled = false
    flush(waiting.splice(0))
  }
  return (item) => {
    waiting.push(item)
    if (!scheduled) {
      scheduled = true
      process.nextTick(deliver)
    }
  }
}

export const processAll = (items, fn, { slice = 10 } = {}) =>
  new Promise((resolve, reject) => {
    const results = []
    const work = () => {
      try {
        for (const item of items.slice(results.length, results.length + slice)) results.push(fn(item))
      } catch (error) {
        return reject(error)
      }
      if (results.length < items.length) setTimeout(work, 0)
      else resolve(results)
    }
    work()
  })
