// fails: context-nesting
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'

export function createRequestContext({ generateId }) {
  const storage = new AsyncLocalStorage()
  const run = (store, fn) => storage.run(store, fn)
  const get = () => storage.getStore()
  return {
    run,
    get,
    with: (over, fn) => run(over, fn),
    bind: (fn) => AsyncResource.bind(fn),
    middleware(req, res, next) {
      const given = req.headers['x-request-id'] ?? ''
      run({ requestId: /^[\w.-]{1,64}$/.test(given) ? given : generateId() }, () => next())
    },
  }
}
