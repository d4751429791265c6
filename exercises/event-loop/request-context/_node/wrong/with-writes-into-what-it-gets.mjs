// fails: context-nesting
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'

const HARMLESS = /^[\w.-]{1,64}$/ // in JavaScript, \w is ASCII and $ is the very end

export function createRequestContext({ generateId }) {
  const storage = new AsyncLocalStorage()

  const run = (store, fn) => storage.run(store, fn)

  const get = () => storage.getStore()

  return {
    run,
    get,

    with: (over, fn) => run(Object.assign(over, { ...get(), ...over }), fn),

    bind: (fn) => AsyncResource.bind(fn),

    middleware(req, res, next) {
      const given = req.headers['x-request-id'] ?? ''
      run({ requestId: HARMLESS.test(given) ? given : generateId() }, () => next())
    },
  }
}
