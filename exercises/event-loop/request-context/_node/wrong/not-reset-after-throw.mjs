// fails: context-no-leak
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'

export function createRequestContext({ generateId }) {
  const storage = new AsyncLocalStorage()
  const run = (store, fn) => {
    const before = get()
    storage.enterWith(store)
    const result = fn()
    storage.enterWith(before)
    return result
  }
  const get = () => storage.getStore()
  return {
    run,
    get,
    with: (over, fn) => run({ ...get(), ...over }, fn),
    bind: (fn) => AsyncResource.bind(fn),
    middleware(req, res, next) {
      const given = req.headers['x-request-id'] ?? ''
      run({ requestId: /^[\w.-]{1,64}$/.test(given) ? given : generateId() }, () => next())
    },
  }
}
