// fails: fail-fast
export async function mapLimit(items, limit, fn, { signal: caller } = {}) {
  caller?.throwIfAborted()
  const controller = new AbortController()
  const { signal } = controller
  const results = new Array(items.length)
  const waiting = items.entries() // shared, so that every worker takes the next item

  const work = async () => {
    for (const [index, item] of waiting) {
      results[index] = await fn(item, index, signal)
      if (signal.aborted) return
    }
  }
  const stop = (reason) => controller.abort(reason)
  const stopped = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const giveUp = () => stop(caller.reason)
  caller?.addEventListener('abort', giveUp, { once: true })
  try {
    const workers = Array.from({ length: limit }, () => work().catch(stop))
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
