// fails: async-rejection-caught, sync-throw-caught (handbook)
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
        const fail = next
        try {
          const result = failure ? fns[i](failure.error, req, res, next) : fns[i](req, res, next)
          Promise.resolve(result).catch(fail)
        } catch (error) {
          fail(error)
        }
      }
      walk(0)
    },
  }
}
