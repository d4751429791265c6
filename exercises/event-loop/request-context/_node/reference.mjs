import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'

const HARMLESS = /^[\w.-]{1,64}$/ // in JavaScript, \w is ASCII and $ is the very end

/**
 * Makes a context that follows each request through asynchronous code. A store is
 * never written to: who adds a field runs in a new one.
 *
 * @template {object} S
 * @param {{ generateId: () => string }} options
 */
export function createRequestContext({ generateId }) {
  const storage = new AsyncLocalStorage()

  /** Calls fn with the store as its context, and returns what fn returns. */
  const run = (store, fn) => storage.run(store, fn)

  /** @returns {S | undefined} the store of the current request */
  const get = () => storage.getStore()

  return {
    run,
    get,

    /** Calls fn with fields added to the current store. */
    with: (over, fn) => run({ ...get(), ...over }, fn),

    /** Ties fn to the current context, whoever calls it later. */
    bind: (fn) => AsyncResource.bind(fn),

    /** Begins a context for a request. Its id ends up in logs, so not every text will do. */
    middleware(req, res, next) {
      const given = req.headers['x-request-id'] ?? ''
      run({ requestId: HARMLESS.test(given) ? given : generateId() }, () => next())
    },
  }
}
