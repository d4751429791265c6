// fails: fail-fast, cancellation (handbook)
function pLimit(limit) {
  const waiting = []
  let active = 0
  const next = () => {
    if (active >= limit || waiting.length === 0) return
    active++
    waiting.shift()()
  }
  return async (fn) => {
    await new Promise((go) => {
      waiting.push(go)
      next()
    })
    try {
      return await fn()
    } finally {
      active--
      next()
    }
  }
}

export async function mapLimit(items, limit, fn, { signal } = {}) {
  const slot = pLimit(limit)
  return Promise.all(items.map((item, index) => slot(() => fn(item, index, signal))))
}

export async function settle(items, limit, fn, { signal } = {}) {
  const slot = pLimit(limit)
  return Promise.allSettled(items.map((item, index) => slot(() => fn(item, index, signal))))
}
