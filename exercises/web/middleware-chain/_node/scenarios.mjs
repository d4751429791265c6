import { createServer, get } from 'node:http'
import { once } from 'node:events'

const said = new WeakMap() // by scenario: how much it has said
const handed = new WeakMap() // by request: the response that goes with it

function say(s, kind, data) {
  said.set(s, (said.get(s) ?? 0) + 1)
  s.emit(kind, data)
}

const caseOf = (req) => req.url.slice(1)
const about = (s, error) => ({ error: String(error?.message ?? error), ref: s.ref(error) })
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'

/** Waits for a condition; gives up when nothing was said for 100 timers in a row. */
async function until(s, met) {
  for (let idle = 0, seen = said.get(s); !met() && idle < 100; idle += 1) {
    await s.sleep(2)
    if (said.get(s) !== seen) idle = 0
    seen = said.get(s)
  }
}

/** Sends a request and says what came back; whether anything did is in `over`. */
function ask(s, port, request) {
  const answer = { over: false }
  const asking = get({ host: '127.0.0.1', port, path: `/${request}`, agent: false }, (res) => {
    let body = ''
    res.setEncoding('utf8')
    res.on('data', (text) => (body += text))
    res.on('error', () => (answer.over = true))
    res.on('end', () => {
      say(s, 'response', { request, status: res.statusCode, body })
      answer.over = true
    })
  })
  asking.on('error', () => (answer.over = true))
  return answer
}

/** Hands a request to an app, and answers it where the app does not. */
function handle(s, app, req, res) {
  const request = caseOf(req)
  const done = (error) => {
    const failed = error !== undefined && error !== null
    say(s, 'done', failed ? { request, failed, ...about(s, error), value: isObject(error) ? 'an object' : error } : { request, failed })
    if (res.writableEnded) return
    res.statusCode = failed ? 500 : 404
    res.end()
  }
  handed.set(req, res)
  try {
    app.handle(req, res, done)
  } catch (error) {
    say(s, 'escaped', { request, ...about(s, error) })
    res.destroy()
  }
}

/** Serves apps over HTTP, each under the name of its case, while `visit` runs. */
async function serve(s, apps, visit) {
  const server = createServer((req, res) => handle(s, apps[caseOf(req)], req, res))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await visit((request) => ask(s, server.address().port, request))
  await s.quiet()
  server.close()
  server.closeAllConnections()
}

/** Asks for one case after the other. */
async function inTurn(s, apps) {
  await serve(s, apps, async (request) => {
    for (const name of Object.keys(apps)) {
      const answer = request(name)
      await until(s, () => answer.over)
    }
  })
}

function app(s, ...fns) {
  const made = s.solution.createApp()
  for (const fn of fns) made.use(fn)
  return made
}

const calls = new WeakMap() // by request: how many functions it has been through
const TOO_MANY = 100 // more than any chain here has

/** Tells of a chain that goes round in circles. It is left where it is then. */
function circles(req) {
  const count = (calls.get(req) ?? 0) + 1
  calls.set(req, count)
  return count > TOO_MANY
}

/** Whether a function was given these and nothing else: a request, its response, a function. */
const fits = ([req, res, next, ...more]) => handed.has(req) && handed.get(req) === res && typeof next === 'function' && more.length === 0

/** Says what a function was called with, and then does something. */
function entered(s, name, args, then) {
  const [req, res, next] = args
  say(s, 'step', { request: caseOf(req), name, fits: fits(args) })
  return circles(req) ? undefined : then(next, res)
}

/** A function that says its name and then does something. */
function step(s, name, then) {
  return (req, res, next) => entered(s, name, [req, res, next], then)
}

/** Functions that declare another number of parameters than there are. */
const odd = {
  none: (s, name, then) => (...args) => entered(s, name, args, then),
  one: (s, name, then) => function (_req) {
    return entered(s, name, [...arguments], then)
  },
  two: (s, name, then) => function (_req, _res) {
    return entered(s, name, [...arguments], then)
  },
  five: (s, name, then) => function (_req, _res, _next, _more, _most) {
    return entered(s, name, [...arguments], then)
  },
}

/** An error handler that says its name and what it was given. */
function handler(s, name, then) {
  return function (error, req, res, next) {
    say(s, 'handler', { request: caseOf(req), name, ...about(s, error), fits: fits([...arguments].slice(1)) })
    return circles(req) ? undefined : then(next, res, error)
  }
}

/** Apps in which a function fails with values that are easily taken for none. */
function odds(s, fail, values) {
  const apps = {}
  for (const [i, value] of values.entries()) {
    const receive = (error, req, res, _next) => {
      say(s, 'received', { request: caseOf(req), same: Object.is(error, value), value: s.plain(error) })
      res.end()
    }
    apps[`value-${i}`] = app(s, step(s, 'a', fail(value)), step(s, 'skipped', goOn), receive)
  }
  return { ...apps, 'last-value': app(s, step(s, 'a', fail(values.at(-1))), step(s, 'skipped', goOn)) }
}

const goOn = (next) => next()
const answer = (text) => (_next, res) => res.end(text)

/** Makes an error that the judge knows again. */
function raised(s, text) {
  const error = new Error(text)
  s.emit('raised', about(s, error))
  return error
}

export const scenarios = {
  async order(s) {
    const { names, at } = s.input
    const gate = s.gate()
    let waiting = false
    const fns = names.map((name, i) =>
      step(s, name, i !== at ? goOn : async (next) => {
        waiting = true
        await gate.promise
        next()
      }),
    )
    const made = s.solution.createApp()
    made.use(...fns.slice(0, 2))
    for (const fn of fns.slice(2)) made.use(fn)
    await serve(s, { order: made, empty: app(s) }, async (request) => {
      const answer = request('order')
      await until(s, () => waiting)
      await s.quiet()
      say(s, 'opened')
      gate.open()
      await until(s, () => answer.over)
      const empty = request('empty')
      await until(s, () => empty.over)
    })
  },

  async 'short-circuit'(s) {
    const stops = {
      answers: answer(s.input.answers[0]),
      waits: async (_next, res) => {
        await s.turn(2)
        res.end(s.input.answers[1])
      },
    }
    const apps = {}
    for (const [name, stop] of Object.entries(stops)) {
      apps[name] = app(s, step(s, 'a', goOn), step(s, 'stop', stop), step(s, 'later', goOn))
    }
    for (const declared of ['none', 'one', 'two']) {
      apps[`declares-${declared}`] = app(s, step(s, 'a', goOn), odd[declared](s, 'stop', stops.answers), step(s, 'later', goOn))
    }
    const error = raised(s, 'an error')
    for (const [name, stop] of Object.entries(stops)) {
      apps[`handler-${name}`] = app(
        s, step(s, 'a', (next) => next(error)), handler(s, 'handler 1', stop), step(s, 'later', goOn), handler(s, 'handler 2', goOn),
      )
    }
    await inTurn(s, apps)
  },

  async 'error-routing'(s) {
    const [first, second] = s.input.errors.map((text) => raised(s, text))
    await inTurn(s, {
      handled: app(
        s,
        handler(s, 'early handler', goOn), step(s, 'a', (next) => next(first)), step(s, 'skipped', goOn),
        handler(s, 'handler 1', goOn), step(s, 'after', goOn), handler(s, 'handler 2', goOn),
      ),
      unhandled: app(s, step(s, 'a', (next) => next(first)), step(s, 'skipped', goOn)),
      replaced: app(
        s,
        step(s, 'a', (next) => next(first)), handler(s, 'handler 1', (next) => next(second)),
        step(s, 'skipped', goOn), handler(s, 'handler 2', (next, _res, error) => next(error)),
      ),
      again: app(
        s,
        step(s, 'a', (next) => next(first)), handler(s, 'handler 1', goOn), step(s, 'b', (next) => next(second)),
        step(s, 'skipped', goOn), handler(s, 'handler 2', goOn), step(s, 'after', goOn),
      ),
      parameters: app(s, odd.none(s, 'a', goOn), odd.one(s, 'b', goOn), odd.two(s, 'c', goOn), odd.five(s, 'd', goOn), handler(s, 'handler 1', goOn)),
      'parameters-skipped': app(
        s,
        step(s, 'a', (next) => next(first)), odd.none(s, 'b', goOn), odd.one(s, 'c', goOn), odd.two(s, 'd', goOn), odd.five(s, 'e', goOn),
        handler(s, 'handler 1', goOn), step(s, 'after', goOn),
      ),
      ...odds(s, (value) => (next) => next(value), s.input.values),
    })
  },

  async 'sync-throw'(s) {
    const [first, second] = s.input.errors.map((text) => raised(s, text))
    const fail = (error) => () => {
      throw error
    }
    await inTurn(s, failing(s, fail, first, second))
  },

  async 'async-rejection'(s) {
    const [first, second] = s.input.errors.map((text) => raised(s, text))
    const fail = (error) => async () => {
      await s.turn(2)
      throw error
    }
    const then = (_fulfil, reject) => void s.turn(2).then(() => reject(first))
    await inTurn(s, {
      ...failing(s, fail, first, second),
      thenable: app(s, step(s, 'a', () => ({ then })), step(s, 'skipped', goOn), handler(s, 'handler 1', answer('caught'))),
      'at-once': app(s, step(s, 'a', () => Promise.reject(first)), step(s, 'skipped', goOn), handler(s, 'handler 1', answer('caught'))),
    })
  },

  async 'next-twice'(s) {
    const error = raised(s, s.input.error)
    const late = async (next) => {
      await s.turn(20)
      next()
    }
    const soon = (next) => void s.turn(5).then(() => next())
    await inTurn(s, {
      twice: app(s, step(s, 'a', (next) => (next(), next())), step(s, 'b', late), step(s, 'c', goOn)),
      'then-throws': app(s, step(s, 'a', (next) => {
        next()
        throw error
      }), step(s, 'b', goOn), handler(s, 'handler 1', goOn)),
      'then-rejects': app(s, step(s, 'a', async (next) => {
        next()
        await s.turn(2)
        throw error
      }), step(s, 'b', late), handler(s, 'handler 1', goOn)),
      'then-fails': app(s, step(s, 'a', (next) => (next(), next(error))), step(s, 'b', late), handler(s, 'handler 1', goOn)),
      'at-the-end': app(s, step(s, 'a', (next) => (next(), next()))),
      'handler-twice': app(s, step(s, 'a', (next) => next(error)), handler(s, 'handler 1', (next) => (next(), next(error))), step(s, 'b', late), handler(s, 'handler 2', goOn)),
      'throws-first': app(s, step(s, 'a', (next) => {
        soon(next)
        throw error
      }), step(s, 'b', goOn), handler(s, 'handler 1', goOn), step(s, 'c', late)),
      'rejects-first': app(s, step(s, 'a', async (next) => {
        soon(next)
        throw error
      }), step(s, 'b', goOn), handler(s, 'handler 1', goOn), step(s, 'c', late)),
    })
  },

  async 'two-requests'(s) {
    const error = raised(s, s.input.error)
    const gates = { one: s.gate(), two: s.gate() }
    let waiting = 0
    const made = s.solution.createApp()
    made.use(step(s, 'a', goOn))
    made.use(async (req, _res, next) => {
      say(s, 'step', { request: caseOf(req), name: 'b' })
      waiting += 1
      await gates[caseOf(req)].promise
      next()
    })
    made.use((req, _res, next) => {
      say(s, 'step', { request: caseOf(req), name: 'c' })
      next(caseOf(req) === 'two' ? error : undefined)
    })
    await serve(s, { one: made, two: made }, async (request) => {
      const answers = { one: request('one'), two: request('two') }
      await until(s, () => waiting === 2)
      for (const name of s.input.order) {
        gates[name].open()
        await until(s, () => answers[name].over)
      }
    })
  },
}

/** Apps in which a function fails the way `fail` does. */
function failing(s, fail, first, second) {
  return {
    early: app(s, step(s, 'a', fail(first)), step(s, 'skipped', goOn), handler(s, 'handler 1', answer('caught'))),
    unhandled: app(s, step(s, 'a', fail(first)), step(s, 'skipped', goOn)),
    'handler-fails': app(
      s,
      step(s, 'a', (next) => next(first)), handler(s, 'handler 1', fail(second)),
      step(s, 'skipped', goOn), handler(s, 'handler 2', answer('caught')),
    ),
    ...odds(s, fail, [undefined, null, ...s.input.values]),
  }
}
