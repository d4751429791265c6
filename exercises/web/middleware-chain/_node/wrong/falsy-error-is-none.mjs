// fails: error-routing
export function createApp() {
  const chain = []
  return {
    use(...fns) {
      chain.push(...fns)
    },
    handle(req, res, done) {
      walk(chain, 0, { req, res, done })
    },
  }
}

function walk(chain, at, request, failure) {
  const { req, res, done } = request
  const i = chain.findIndex((fn, i) => i >= at && (fn.length === 4) === (failure !== undefined))
  if (i < 0) return failure ? done(failure.error) : done()

  let settled = false
  const settle = (failure) => {
    if (settled) return
    settled = true
    walk(chain, i + 1, request, failure)
  }
  const next = (error) => settle(error ? { error } : undefined)
  const fail = (error) => settle({ error })
  try {
    const result = failure ? chain[i](failure.error, req, res, next) : chain[i](req, res, next)
    Promise.resolve(result).catch(fail)
  } catch (error) {
    fail(error)
  }
}
