// fails: context-isolation
export function createApp() {
  const fns = []
  let i = 0
  return {
    use: (...more) => fns.push(...more),
    handle(req, res, done) {
      const go = (failure) => {
        while (i < fns.length && (fns[i].length === 4) !== Boolean(failure)) i++
        if (i >= fns.length) return failure ? done(failure.error) : done()
        const fn = fns[i++]
        let used = false
        const settle = (failure) => {
          if (used) return
          used = true
          go(failure)
        }
        const next = (error) => settle(error == null ? undefined : { error })
        const fail = (error) => settle({ error })
        try {
          const result = failure ? fn(failure.error, req, res, next) : fn(req, res, next)
          Promise.resolve(result).catch(fail)
        } catch (error) {
          fail(error)
        }
      }
      i = 0
      go()
    },
  }
}
