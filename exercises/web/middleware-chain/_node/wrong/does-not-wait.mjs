// fails: async-rejection-caught, middleware-order, next-once, short-circuit
export function createApp() {
  const fns = []
  return {
    use: (...more) => fns.push(...more),
    handle(req, res, done) {
      let failure
      for (const fn of fns) {
        if ((fn.length === 4) !== Boolean(failure)) continue
        let stopped = true
        const next = (error) => {
          stopped = false
          failure = error == null ? undefined : { error }
        }
        try {
          const result = failure ? fn(failure.error, req, res, next) : fn(req, res, next)
          if (result instanceof Promise) {
            stopped = false
            result.catch((error) => {
              failure = { error }
            })
          }
        } catch (error) {
          stopped = false
          failure = { error }
        }
        if (stopped) return
      }
      if (failure) done(failure.error)
      else done()
    },
  }
}
