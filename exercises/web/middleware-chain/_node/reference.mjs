/**
 * Makes an app: a chain of functions that each request passes through.
 *
 * @returns {{ use: (...fns: Function[]) => void, handle: (req, res, done) => void }}
 */
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

/**
 * Runs the first function from `at` on that is of the right kind, and whatever
 * follows from it. All state is in the arguments, so requests cannot mix.
 *
 * @param {{ error: unknown } | undefined} failure boxed, since anything can be thrown
 */
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
  const next = (error) => settle(error === undefined || error === null ? undefined : { error })
  const fail = (error) => settle({ error })
  try {
    const result = failure ? chain[i](failure.error, req, res, next) : chain[i](req, res, next)
    Promise.resolve(result).catch(fail)
  } catch (error) {
    fail(error)
  }
}
