// Composed from the back, once a request.
exports.createApp = function createApp() {
  const fns = []
  const once = (fn) => {
    let used = false
    return (...args) => {
      if (used) return
      used = true
      fn(...args)
    }
  }
  const link = (fn, rest, req, res) => (failed, error) => {
    if (failed !== (fn.length === 4)) return rest(failed, error)
    const on = once(rest)
    const next = (err) => (err === undefined || err === null ? on(false) : on(true, err))
    let result
    try {
      result = failed ? fn(error, req, res, next) : fn(req, res, next)
    } catch (thrown) {
      return on(true, thrown)
    }
    if (typeof result?.then === 'function') result.then(undefined, (reason) => on(true, reason))
  }
  return {
    use: (...more) => void fns.push(...more),
    handle(req, res, done) {
      const last = (failed, error) => (failed ? done(error) : done())
      fns.reduceRight((rest, fn) => link(fn, rest, req, res), last)(false)
    },
  }
}
