// fails: context-propagation
import { AsyncLocalStorage } from 'node:async_hooks'
export function createRequestContext({ generateId }) {
  const als = new AsyncLocalStorage()
  const get = () => { const s = als.getStore(); return s && { ...s } }
  const run = (store, fn) => als.run(store, () => fn())
  return {
    run, get,
    with: (over, fn) => run({ ...get(), ...over }, fn),
    bind: (fn) => { const store = get(); return (...args) => als.run(store, fn, ...args) },
    middleware: (req, res, next) => {
      const id = req.headers['x-request-id']
      run({ requestId: typeof id === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(id) ? id : generateId() }, next)
    },
  }
}
