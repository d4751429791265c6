// fails: partial-failure (handbook)
export async function mapLimit(items, limit, fn, { signal: caller } = {}) {
  caller?.throwIfAborted()
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
  const outcomes = await mapLimit(items, limit, outcome, options)
  return outcomes.filter(({ status }) => status === 'fulfilled').map(({ value }) => value)
}
