// fails: context-isolation, context-no-leak, context-bind-callback, context-nesting
let current

export function createRequestContext({ generateId }) {
  const run = (store, fn) => {
    current = store
    return fn()
  }
  const get = () => current
  return {
    run,
    get,
    with: (over, fn) => run({ ...get(), ...over }, fn),
    bind: (fn) => fn,
    middleware(req, res, next) {
      const given = req.headers['x-request-id'] ?? ''
      run({ requestId: /^[\w.-]{1,64}$/.test(given) ? given : generateId() }, () => next())
    },
  }
}
