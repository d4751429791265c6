// One promise for the whole: slots are filled by whoever leaves one.
function run(items, limit, fn, outer, onError) {
  return new Promise((resolve, reject) => {
    const inner = new AbortController()
    const results = []
    let [next, inFlight, over] = [0, 0, false]

    const finish = (settle, value) => {
      if (over) return
      over = true
      outer?.removeEventListener('abort', onAbort)
      settle(value)
    }
    const fail = (error) => {
      finish(reject, error)
      inner.abort(error)
    }
    const onAbort = () => fail(outer.reason)
    const fill = () => {
      while (!over && inFlight < limit && next < items.length) start(next++)
      if (inFlight === 0 && next >= items.length) finish(resolve, results)
    }
    const start = (index) => {
      inFlight++
      Promise.resolve()
        .then(() => fn(items[index], index, inner.signal))
        .then((value) => (results[index] = value), (error) => onError(results, index, error, fail))
        .then(() => {
          inFlight--
          fill()
        })
    }
    if (outer?.aborted) return reject(outer.reason)
    outer?.addEventListener('abort', onAbort)
    fill()
  })
}

module.exports = {
  mapLimit: (items, limit, fn, { signal } = {}) => run(items, limit, fn, signal, (results, index, error, fail) => fail(error)),
  settle: (items, limit, fn, { signal } = {}) =>
    run(
      items.slice(),
      limit,
      async (...args) => ({ status: 'fulfilled', value: await fn(...args) }),
      signal,
      (results, index, reason) => (results[index] = { status: 'rejected', reason }),
    ),
}
