const { AsyncLocalStorage } = require('node:async_hooks')

class RequestContext {
  #storage = new AsyncLocalStorage()
  #generateId

  constructor(generateId) {
    this.#generateId = generateId
  }

  get = () => this.#storage.getStore()?.fields
  run = (store, fn) => this.#storage.run({ fields: store }, fn)
  with = (over, fn) => this.run(Object.freeze({ ...this.get(), ...over }), fn)

  bind = (fn) => {
    const inside = AsyncLocalStorage.snapshot()
    return (...args) => inside(fn, ...args)
  }

  middleware = (req, res, next) => {
    const [id] = /^[-.0-9A-Z_a-z]*$/.exec(req.headers['x-request-id']) ?? ['']
    const usable = 'x-request-id' in req.headers && id !== '' && id.length < 65
    const requestId = usable ? id : this.#generateId()
    res.setHeader('x-request-id', requestId)
    this.run({ requestId }, next)
  }
}

exports.createRequestContext = ({ generateId }) => new RequestContext(generateId)
