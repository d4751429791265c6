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

/** What is easily taken for nothing. */
const nothings = [undefined, null, 0, '', false]

const create = (s, generateId = () => 'unused') => s.solution.createRequestContext({ generateId })

/** The id in the current context, null where there is none. */
const idOf = (get) => get()?.requestId ?? null

const res = { setHeader() {}, getHeader() {}, on() {}, once() {} }
const request = (headers) => ({ method: 'GET', url: '/', headers, on() {}, once() {} })

/** A value in words. */
function said(value) {
  if (value instanceof Error) return `${value.constructor.name}: ${value.message}`
  if (value instanceof Promise) return 'a promise'
  return typeof value === 'object' && value !== null ? 'an object' : typeof value === 'string' ? JSON.stringify(value) : String(value)
}

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

/** Says whether a function hands on what another returns or throws. */
function passesOn(s, what, call) {
  const error = new Error('thrown on purpose')
  const promise = Promise.resolve()
  const thenable = { then() {} }
  for (const value of [...nothings, 'a text', promise, thenable]) {
    let got
    const threw = caught(() => (got = call(() => value)))
    s.emit('passed', { what: `${what} to return what its function returns: ${said(value)}`, same: !threw && Object.is(got, value), got: threw ? `an exception, ${said(threw[0])}` : said(got) })
  }
  for (const thrown of [error, 'a text', undefined]) {
    let got
    const threw = caught(() => (got = call(() => { throw thrown })))
    s.emit('passed', { what: `${what} to throw, at once, the very thing that its function throws: ${said(thrown)}`, same: threw !== undefined && Object.is(threw[0], thrown), got: threw ? `an exception, ${said(threw[0])}` : `it returned ${said(got)}` })
    Promise.resolve(got).catch(() => {})
  }
}

function caught(call) {
  try {
    call()
  } catch (error) {
    return [error]
  }
}

export const scenarios = {
  async steps(s) {
    const { run, get, with: withFields } = create(s)
    const { id, user } = s.input
    const store = { requestId: id }
    const parts = []
    const part = async () => {
      for (const step of s.input.steps) {
        await new Promise((done) => {
          steps[step](() => {
            s.emit('read', { where: step, id: idOf(get), same: get() === store })
            done()
          })
        })
      }
    }
    const inner = async () => {
      await null
      s.emit('inner', { user: get()?.userId ?? null })
    }
    run(store, recorded(parts, part))
    await ended(s, parts)
    run({}, () => withFields({ userId: user }, recorded(parts, inner)))
    await ended(s, parts)
  },

  async interleaved(s) {
    let begun = 0
    const generate = () => s.input.ids[begun]
    const { run, get, middleware } = create(s, generate)
    const other = create(s, generate)
    const parts = []
    const gates = s.input.ids.map((_, i) => s.input.order.filter((next) => next === i).map(() => s.gate()))
    const part = (number) => async () => {
      s.emit('read', { request: number, id: idOf(get), first: true })
      s.emit('other', { id: idOf(other.get) })
      for (const { promise } of gates[number]) {
        await promise
        s.emit('read', { request: number, id: idOf(get) })
      }
    }
    s.input.ids.forEach((requestId, i) => {
      begun = i
      if (i === 0) run({ requestId }, recorded(parts, part(i)))
      else middleware(request({ 'x-request-id': requestId }), res, recorded(parts, part(i)))
    })
    for (const next of s.input.order) {
      gates[next].find(({ opened }) => !opened).open()
      await s.turn(2)
    }
    await ended(s, parts)
  },

  async 'return-and-throw'(s) {
    const { a, b } = s.input
    const { run, get, with: withFields, middleware } = create(s, () => a)
    const read = (where) => s.emit('read', { where, id: idOf(get), store: said(get()) })
    const fail = () => { throw new Error('thrown on purpose') }
    const around = (what, call) => {
      const before = idOf(get)
      caught(call)
      s.emit('around', { what, before, id: idOf(get) })
    }
    read('before a run')
    run({ requestId: a }, () => {
      read('inside a run')
      run({ requestId: b }, () => read('inside a run in a run'))
      read('after the inner run')
      caught(() => run({ requestId: b }, fail))
      read('after an inner run that threw')
      withFields({ requestId: b }, () => read('inside with'))
      around('with', () => withFields({ requestId: b }, () => {}))
      around('a with that throws', () => withFields({ requestId: b }, fail))
    })
    read('after a run')
    caught(() => run({ requestId: b }, fail))
    read('after a run that threw')
    const wait = s.gate()
    run({ requestId: b }, async () => { await wait.promise })
    read('while an asynchronous run goes on')
    middleware(request({ 'x-request-id': a }), res, () => read('inside a middleware'))
    read('after a middleware')
    caught(() => middleware(request({ 'x-request-id': a }), res, fail))
    read('after a middleware whose next threw')
    wait.open()
    await s.quiet()
    read('after all of them')
    around('a with outside of any run', () => withFields({ requestId: b }, () => {}))
    passesOn(s, 'run', (fn) => run({}, fn))
    passesOn(s, 'with', (fn) => withFields({}, fn))
    await s.quiet()
  },

  async 'stored-callback'(s) {
    const { run, get, bind } = create(s)
    const { a, b } = s.input
    let where
    const emitter = new EventEmitter()
    const read = (args) => s.emit('read', { where, id: idOf(get), args })
    const callback = (...args) => {
      read(args)
      return s.input.word
    }
    const store = (name) => {
      const bound = bind(callback)
      s.emit('stored')
      emitter.on(name, (...args) => s.emit('called', { where, result: bound(...args) }))
    }
    const trigger = (name, when, ...args) => {
      where = when
      const before = idOf(get)
      emitter.emit(name, ...args)
      s.emit('after', { where: when, before, id: idOf(get) })
    }
    store('outside')
    run({ requestId: a }, () => store('inside'))
    run({ requestId: b }, () => trigger('inside', 'during another request', 'one', 0, undefined))
    trigger('inside', 'outside of any request')
    trigger('inside', 'outside of any request, once more', null)
    run({ requestId: b }, () => trigger('outside', 'during a request, though stored outside of any', 'one', 'two'))
    passesOn(s, 'a bound function', (fn) => bind(fn)())
    let failing
    run({ requestId: a }, () => { failing = bind(() => { throw new Error('thrown on purpose') }) })
    const before = idOf(get)
    caught(failing)
    s.emit('after', { where: 'outside of any request, and threw', before, id: idOf(get) })

    let again
    let calls = 0
    run({ requestId: a }, () => { again = bind(() => { if (calls++ === 0) again() }) })
    run({ requestId: b }, () => {
      again()
      s.emit('after', { where: 'during another request, and called itself', before: b, id: idOf(get) })
    })

    let release
    const waiting = new Promise((resolve) => (release = resolve))
    let slow
    run({ requestId: a }, () => {
      slow = bind(async () => {
        await waiting
        s.emit('later', { id: idOf(get) })
      })
    })
    run({ requestId: b }, () => slow())
    release()
    await s.quiet()
  },

  nested(s) {
    const { a, b, user } = s.input
    const { run, get, with: withFields, middleware } = create(s, () => a)
    const store = { requestId: a }
    const over = { requestId: b, count: 0, note: '', flag: false, none: null }
    const noted = { requestId: undefined, userId: null, count: undefined, note: 0, flag: '', none: false }
    const copy = () => s.plain(get() ?? null)
    const alone = { userId: user }
    withFields(alone, () => {
      s.emit('alone', { fields: copy() })
      s.emit('new', { where: 'outside of any run', new: get() !== alone })
    })
    run(store, () => {
      withFields({ userId: user }, () => {
        s.emit('inner', { fields: copy() })
        withFields(over, () => {
          s.emit('override', { fields: copy() })
          s.emit('new', { where: 'inside a run', new: get() !== over && get() !== store })
          withFields(noted, () => s.emit('nothing', { fields: copy() }))
        })
        s.emit('back', { fields: copy() })
      })
      withFields({}, () => s.emit('new', { where: 'inside a run, with no fields to add', new: get() !== store }))
      s.emit('parent', { where: 'after the inner part', fields: copy() })
    })
    s.emit('parent', { where: 'of the object that was handed to run', fields: s.plain(store) })
    s.emit('over', { fields: s.plain(over) })
    middleware(request({ 'x-request-id': a }), res, () => s.emit('parent', { where: 'that a middleware gives', fields: copy() }))
    run({ requestId: b, userId: user }, () => {
      middleware(request({ 'x-request-id': a }), res, () => s.emit('parent', { where: 'that a middleware gives inside another run', fields: copy() }))
    })
  },

  headers(s) {
    const { headers, prefix } = s.input
    let count = 0
    const context = s.solution.createRequestContext({ generateId: () => `${prefix}-${count++}` })
    const { middleware, get } = context
    headers.forEach(({ value, none }, index) => {
      middleware(request(none ? {} : { 'x-request-id': value }), res, () => s.emit('handled', { index, id: idOf(get) }))
    })
  },
}
