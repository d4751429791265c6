// Without AsyncLocalStorage: a hook hands the store on to what is created in it.
import { createHook, executionAsyncResource } from 'node:async_hooks'

const allowed = new Set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-')
const harmless = (id) => typeof id === 'string' && id.length > 0 && id.length <= 64 && [...id].every((c) => allowed.has(c))

export function createRequestContext({ generateId }) {
  const key = Symbol('request context')
  createHook({
    init(_id, _type, _trigger, resource) {
      const store = executionAsyncResource()[key]
      if (store !== undefined) resource[key] = store
    },
  }).enable()

  function run(store, fn) {
    const resource = executionAsyncResource()
    const before = resource[key]
    resource[key] = store
    try {
      return fn()
    } finally {
      resource[key] = before
    }
  }
  const get = () => executionAsyncResource()[key]

  function bind(fn) {
    const store = get()
    return (...args) => run(store, () => fn(...args))
  }

  return {
    run,
    get,
    bind,
    with: (over, fn) => run(Object.assign({}, get(), over), fn),
    middleware(req, _res, next) {
      const id = req.headers['x-request-id']
      run({ requestId: harmless(id) ? id : generateId() }, next)
    },
  }
}
