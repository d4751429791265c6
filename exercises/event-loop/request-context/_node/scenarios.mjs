import { EventEmitter } from 'node:events'
import { stat } from 'node:fs'

const steps = {
  'an await': async (go) => {
    await null
    go()
  },
  'a then': (go) => void Promise.resolve().then(go),
  'a timer': (go) => setTimeout(go, 1),
  'an immediate': (go) => setImmediate(go),
  'a tick': (go) => process.nextTick(go),
  'a microtask': (go) => queueMicrotask(go),
  'file I/O': (go) => stat('.', go),
}

const create = (s) => s.solution.createRequestContext({ generateId: () => 'unused' })

/** The id in the current context, null where there is none. */
const idOf = (get) => get()?.requestId ?? null

/** Waits for the scenario's own parts; what the solution never called is not among them. */
async function ended(s, parts) {
  await s.quiet()
  await Promise.allSettled(parts)
  await s.quiet()
}

/** Calls each part once its promise is there: the promises are the scenario's, whatever run returns. */
function recorded(parts, part) {
  return () => {
    const promise = part()
    parts.push(promise)
    return promise
  }
}

export const scenarios = {
  async steps(s) {
    const { run, get } = create(s)
    const parts = []
    const part = async () => {
      for (const step of s.input.steps) {
        await new Promise((done) => {
          steps[step](() => {
            s.emit('read', { where: step, id: idOf(get) })
            done()
          })
        })
      }
    }
    run({ requestId: s.input.id }, recorded(parts, part))
    await ended(s, parts)
  },

  async interleaved(s) {
    const { run, get } = create(s)
    const other = create(s)
    const parts = []
    const gates = s.input.ids.map((_, i) => s.input.order.filter((next) => next === i).map(() => s.gate()))
    const part = (request) => async () => {
      s.emit('read', { request, id: idOf(get), first: true })
      s.emit('other', { id: idOf(other.get) })
      for (const { promise } of gates[request]) {
        await promise
        s.emit('read', { request, id: idOf(get) })
      }
    }
    s.input.ids.forEach((requestId, i) => run({ requestId }, recorded(parts, part(i))))
    for (const next of s.input.order) {
      gates[next].find(({ opened }) => !opened).open()
      await s.turn(2)
    }
    await ended(s, parts)
  },

  'return-and-throw'(s) {
    const { run, get } = create(s)
    const { a, b, word } = s.input
    const read = (where, want) => s.emit('read', { where, want, id: idOf(get) })
    const error = new Error(word)
    read('before a run', 'none')
    const returned = run({ requestId: a }, () => {
      read('inside a run', 'a')
      run({ requestId: b }, () => read('inside a run in a run', 'b'))
      read('after the inner run', 'a')
      return word
    })
    read('after a run', 'none')
    let thrown
    try {
      run({ requestId: b }, () => {
        throw error
      })
    } catch (caught) {
      thrown = caught
    }
    read('after a run that threw', 'none')
    s.emit('passed', { what: 'the result', want: word, got: returned })
    s.emit('passed', { what: 'the very error', want: word, got: thrown === error ? word : s.typeOf(thrown) })
  },

  'stored-callback'(s) {
    const { run, get, bind } = create(s)
    const { a, b, word } = s.input
    let where
    const emitter = new EventEmitter()
    const store = (name) => {
      const callback = bind((argument) => {
        s.emit('read', { where, id: idOf(get), argument })
        return String(argument).toUpperCase()
      })
      emitter.on(name, (...args) => s.emit('called', { where, outside: name === 'outside', result: callback(...args) }))
      s.emit('stored')
    }
    const trigger = (name, when) => {
      where = when
      emitter.emit(name, word)
    }
    store('outside')
    run({ requestId: a }, () => store('inside'))
    run({ requestId: b }, () => trigger('inside', 'during another request'))
    trigger('inside', 'outside of any request')
    run({ requestId: b }, () => trigger('outside', 'during a request, though stored outside of any'))
  },

  nested(s) {
    const { run, get, with: withFields } = create(s)
    const { a, b, user } = s.input
    const store = { requestId: a }
    const copy = () => s.plain(get() ?? null)
    withFields({ userId: user }, () => s.emit('alone', { fields: copy() }))
    run(store, () => {
      withFields({ userId: user }, () => {
        s.emit('inner', { fields: copy() })
        withFields({ requestId: b }, () => s.emit('override', { fields: copy() }))
      })
      s.emit('parent', { where: 'after the inner part', fields: copy() })
    })
    s.emit('parent', { where: 'of the object that was handed to run', fields: s.plain(store) })
  },

  headers(s) {
    const { headers, prefix } = s.input
    let count = 0
    const context = s.solution.createRequestContext({ generateId: () => `${prefix}-${count++}` })
    const { middleware, get } = context
    const res = { setHeader() {}, getHeader() {}, on() {}, once() {} }
    headers.forEach(({ value, none }, index) => {
      const req = { method: 'GET', url: '/', headers: none ? {} : { 'x-request-id': value }, on() {}, once() {} }
      middleware(req, res, () => s.emit('handled', { index, id: idOf(get) }))
    })
  },
}
