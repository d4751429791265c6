// fails: concurrency-saturation
export async function mapLimit(items, limit, fn, { signal: caller } = {}) {
  caller?.throwIfAborted()
  const controller = new AbortController()
  const { signal } = controller
  const results = new Array(items.length)

  const work = async () => {
    for (let at = 0; at < items.length && !signal.aborted; at += limit) {
      const batch = items.slice(at, at + limit)
      await Promise.all(batch.map(async (item, i) => (results[at + i] = await fn(item, at + i, signal))))
    }
  }
  let stop
  const stopped = new Promise((_, reject) => {
    stop = (reason) => {
      reject(reason)
      controller.abort(reason)
    }
  })
  const giveUp = () => stop(caller.reason)
  caller?.addEventListener('abort', giveUp, { once: true })
  try {
    const workers = Array.from({ length: 1 }, () => work().catch(stop))
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
