// fails: context-propagation, context-bind-callback
export function createRequestContext({ generateId }) {
  let current
  const run = (store, fn) => {
    const before = current
    current = store
    try {
      return fn()
    } finally {
      current = before
    }
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
