// fails: next-once
export function createApp() {
  const fns = []
  return {
    use: (...more) => fns.push(...more),
    handle(req, res, done) {
      let i = 0
      const go = (failure) => {
        while (i < fns.length && (fns[i].length === 4) !== Boolean(failure)) i++
        if (i >= fns.length) return failure ? done(failure.error) : done()
        const fn = fns[i++]
        const next = (error) => go(error == null ? undefined : { error })
        const fail = (error) => go({ error })
        try {
          const result = failure ? fn(failure.error, req, res, next) : fn(req, res, next)
          Promise.resolve(result).catch(fail)
        } catch (error) {
          fail(error)
        }
      }
      go()
    },
  }
}
