// fails: short-circuit
export function createApp() {
  const fns = []
  return {
    use: (...more) => fns.push(...more),
    handle(req, res, done) {
      const walk = (at, failure) => {
        const i = fns.findIndex((fn, i) => i >= at && (fn.length === 4) === Boolean(failure))
        if (i < 0) return failure ? done(failure.error) : done()
        let used = false
        const settle = (failure) => {
          if (used) return
          used = true
          walk(i + 1, failure)
        }
        const next = (error) => settle(error == null ? undefined : { error })
        const fail = (error) => settle({ error })
        try {
          const result = failure ? fns[i](failure.error, req, res, next) : fns[i](req, res, next)
          if (typeof result?.then === 'function') result.then(() => next(), fail)
        } catch (error) {
          fail(error)
        }
      }
      walk(0)
    },
  }
}
