// fails: cancellation
// A set of promises in flight; a race over them says when there is room.
export async function mapLimit(items, limit, fn, { signal } = {}) {
  const own = new AbortController()
  const both = signal ? AbortSignal.any([signal, own.signal]) : own.signal
  let failure // boxed, since undefined may be thrown, too
  const reason = () => (failure ? failure.error : both.reason)
  const goOn = () => {
    if (both.aborted) throw reason()
  }
  const results = Array(items.length).fill(undefined)
  const flying = new Set()
  for (let i = 0; i < items.length; i++) {
    goOn()
    const call = (async () => fn(items[i], i, both))().then(
      (value) => {
        results[i] = value
        flying.delete(call)
      },
      (error) => {
        if (!both.aborted) failure = { error }
        flying.delete(call)
        own.abort(error)
      },
    )
    flying.add(call)
    while (flying.size >= limit) {
      await Promise.race(flying)
      goOn()
    }
  }
  goOn()
  while (flying.size > 0) {
    await Promise.race(flying)
    goOn()
  }
  return results
}

export async function settle(items, limit, fn, options) {
  const outcomes = []
  await mapLimit(
    items,
    limit,
    async (item, index, signal) => {
      const [outcome] = await Promise.allSettled([(async () => fn(item, index, signal))()])
      outcomes[index] = outcome
    },
    options,
  )
  return outcomes
}
