// fails: context-nesting
import { AsyncLocalStorage } from 'node:async_hooks'

// One storage for all contexts: an immutable list of [owner, store], innermost first.
const chain = new AsyncLocalStorage()

function lookup(owner) {
  for (let link = chain.getStore(); link; link = link.rest) {
    if (link.owner === owner) return link.store
  }
  return undefined
}

export function createRequestContext({ generateId }) {
  const owner = Symbol('request context')

  function enter(store, fn, self, args) {
    return chain.run({ owner, store, rest: chain.getStore() }, Reflect.apply, fn, self, args)
  }
  function get() {
    return lookup(owner)
  }
  function run(store, fn) {
    return enter(store, fn, undefined, [])
  }
  function withFields(over, fn) {
    return run({ ...get(), ...over }, fn)
  }
  function bind(fn) {
    const store = get()
    return function bound() {
      return enter(store, fn, this, arguments)
    }
  }
  function middleware(req, res, next) {
    let requestId = req.headers['x-request-id']
    if (typeof requestId !== 'string' || requestId.length > 64 || requestId === '' || /[^\w.\-]/.test(requestId)) {
      requestId = generateId()
    }
    withFields({ requestId }, next)
  }
  return { run, get, with: withFields, bind, middleware }
}
