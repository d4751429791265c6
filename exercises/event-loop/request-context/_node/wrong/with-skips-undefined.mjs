// fails: context-nesting
import { AsyncLocalStorage } from 'node:async_hooks'

const harmless = /^[A-Za-z0-9._-]{1,64}$/

export function createRequestContext({ generateId }) {
  const storage = new AsyncLocalStorage()
  const get = () => storage.getStore()
  const run = (store, fn) => storage.run(store, () => fn())

  return {
    run,
    get,
    with(over, fn) {
      const store = { ...get() }
      for (const [key, value] of Object.entries(over)) {
        if (value !== undefined) store[key] = value
      }
      return run(store, fn)
    },
    bind(fn) {
      const store = get()
      return function (...args) {
        return storage.run(store, () => fn.apply(this, args))
      }
    },
    middleware(req, res, next) {
      const header = req.headers['x-request-id']
      const valid = typeof header === 'string' && harmless.test(header)
      const requestId = valid ? header : generateId()
      run({ requestId }, next)
    },
  }
}
