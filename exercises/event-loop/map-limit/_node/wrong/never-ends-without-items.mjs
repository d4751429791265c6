// fails: order-preserved
export async function mapLimit(items, limit, fn, { signal: caller } = {}) {
  caller?.throwIfAborted()
  if (items.length === 0) return new Promise(() => {})
  const controller = new AbortController()
  const { signal } = controller
  const results = new Array(items.length)
  const waiting = items.entries()

  const work = async () => {
    for (const [index, item] of waiting) {
      results[index] = await fn(item, index, signal)
      if (signal.aborted) return
    }
  }
  const giveUp = () => controller.abort(caller.reason)
  const stopped = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  caller?.addEventListener('abort', giveUp, { once: true })
  try {
    const workers = Array.from({ length: limit }, () => work().catch((error) => controller.abort(error)))
    await Promise.race([stopped, Promise.all(workers)])
    return results
  } finally {
    caller?.removeEventListener('abort', giveUp)
  }
}

export async function settle(items, limit, fn, options) {
  const outcome = async (item, index, signal) => {
    try {
      return { status: 'fulfilled', value: await fn(item, index, signal) }
    } catch (reason) {
      return { status: 'rejected', reason }
    }
  }
  return mapLimit(items, limit, outcome, options)
}
