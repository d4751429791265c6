import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const HOUR = 3_600_000

/** Says how a case ended, if it did, and whether with this error. */
async function ending(s, name, act, error) {
  const { status, reason } = await s.settle(act)
  const failed = status !== 'fulfilled'
  const own = error !== undefined && s.causes(reason).includes(error)
  s.emit('settled', { case: name, status: failed ? 'rejected' : status, messages: s.messages(reason), own })
}

function cut(text, size) {
  const bytes = Buffer.from(text)
  const pieces = []
  for (let i = 0; i < bytes.length; i += size) pieces.push(bytes.subarray(i, i + size))
  return pieces
}

/** Sends chunks through a line splitter. */
async function split(s, name, chunks) {
  ending(s, name, () => {
    const lines = s.solution.splitLines()
    lines.on('error', (error) => s.emit('settled', { case: name, status: 'rejected', messages: s.messages(error) }))
    lines.on('data', (value) => s.emit('line', { case: name, value }))
    for (const chunk of chunks) lines.write(chunk)
    lines.end()
  })
  await s.sleep(1000)
}

/** Says which pages are fetched. */
const paged = (s, name, pages, ms) => async (page) => {
  s.emit('fetch', { case: name, page })
  await s.sleep(ms)
  return pages[page] ?? null
}

/** A sink that says what it got. */
function collector(s, name) {
  return new Writable({
    objectMode: true,
    write(value, _encoding, done) {
      s.emit('item', { case: name, value })
      done()
    },
  })
}

function inserter(s, name, ms) {
  return async (items) => {
    s.emit('insert', { case: name, value: Array.from(items) })
    await s.sleep(ms)
    s.emit('inserted', { case: name, value: Array.from(items), count: items.length })
  }
}

/** A source that makes an item every millisecond, or when it is asked if that is later. */
function ticking(s, name, { fail, silent }) {
  let next = 0
  return new Readable({
    objectMode: true,
    async read() {
      await s.sleep(1)
      if (next === silent) return
      if (next === fail?.at) {
        s.emit('failing', { case: name })
        return this.destroy(fail.error)
      }
      this.push(next < 200 ? { n: next++ } : null)
    },
    destroy: closing(s, name, 'source'),
  })
}

function closing(s, name, value) {
  return (error, done) => {
    s.emit('closed', { case: name, value })
    done(error)
  }
}

function transform(s, name, { fail, failEnd }) {
  let seen = 0
  return new Transform({
    objectMode: true,
    flush(done) {
      if (failEnd) s.emit('failing', { case: name })
      done(failEnd)
    },
    transform(item, _encoding, done) {
      if (seen++ !== fail?.at) return done(null, item)
      s.emit('failing', { case: name })
      done(fail.error)
    },
    destroy: closing(s, name, 'transform'),
  })
}

function sink(s, name, { fail, failEnd, stuck }) {
  let seen = 0
  return new Writable({
    objectMode: true,
    // It may fail when all has come.
    async final(done) {
      s.emit('ended', { case: name })
      await s.sleep(5)
      if (failEnd) s.emit('failing', { case: name })
      done(failEnd)
    },
    write(_item, _encoding, done) {
      if (stuck) return
      if (seen++ !== fail?.at) return done()
      s.emit('failing', { case: name })
      done(fail.error)
    },
    destroy: closing(s, name, 'sink'),
  })
}

export const scenarios = {
  async pieces(s) {
    const { lines, crlf, sizes } = s.input
    const text = lines.map((line, i) => line + (crlf[i] ? '\r\n' : '\n')).join('')
    for (const size of sizes) await split(s, `pieces of ${size}`, cut(text, size))
  },

  async ends(s) {
    const { lines, items, size, pages } = s.input
    const text = lines.join('\n')
    await split(s, 'open line', [Buffer.from(text)])
    await split(s, 'closed line', [Buffer.from(text + '\n')])
    await split(s, 'return at the end', [Buffer.from(text + '\r')])
    await split(s, 'blank lines', [Buffer.from('\n\r\n\n')])
    await split(s, 'one byte', [Buffer.from('x')])
    await split(s, 'no bytes', [])
    const from = (name, fetch) => ending(s, name, () => pipeline(s.solution.pagedSource(fetch), collector(s, name)))
    from('pages', paged(s, 'pages', pages, 1))
    from('pages at once', (page) => pages[page] ?? null)
    from('no pages', () => null)
    const batches = (name, list, most = size) =>
      ending(s, name, () => pipeline(Readable.from(list), s.solution.batchSink(inserter(s, name, 1), most)))
    for (const count of s.input.counts) batches(`${count} items`, items.slice(0, count))
    batches('size 1', items.slice(0, 3), 1)
    await s.sleep(HOUR)
  },

  async 'one-item'(s) {
    const { items } = s.input
    const pages = items.map((item) => [item])
    s.settle(async () => {
      const untouched = s.solution.pagedSource(paged(s, 'untouched', pages, 1))
      await s.sleep(1000)
      untouched.destroy()
      const source = s.solution.pagedSource(paged(s, 'pages', pages, 1))
      const { value } = await source[Symbol.asyncIterator]().next()
      s.emit('item', { case: 'pages', value })
    })
    await s.sleep(HOUR)
  },

  async 'slow-insert'(s) {
    for (const { name, items, size, insertMs } of s.input.cases) {
      let pulled = 0
      let inserted = 0
      const source = new Readable({
        objectMode: true,
        highWaterMark: 1,
        read() {
          if (pulled === items) return this.push(null)
          s.emit('pull', { case: name, waiting: ++pulled - inserted })
          this.push({ n: pulled })
        },
      })
      const counted = async (batch) => {
        s.emit('insert', { case: name })
        await s.sleep(insertMs)
        s.emit('inserted', { case: name, count: batch.length })
        inserted += batch.length
      }
      ending(s, name, () => pipeline(source, s.solution.batchSink(counted, size)))
    }
    await s.sleep(HOUR)
  },

  async whole(s) {
    const { lines, size, insertMs } = s.input
    const { pagedSource, splitLines, batchSink, run } = s.solution
    const chunks = cut(lines.join('\n'), 7)
    const fetch = async (i) => (2 * i < chunks.length ? chunks.slice(2 * i, 2 * i + 2) : null)
    const inserting = (name) => batchSink(inserter(s, name, insertMs), size)
    const same = () => new Transform({ objectMode: true, transform: (item, _encoding, done) => done(null, item) })
    ending(s, 'whole', () => run(pagedSource(fetch), splitLines(), inserting('whole')))
    ending(s, 'no transform', () => run(Readable.from(lines), inserting('no transform')))
    ending(s, 'three transforms', () => run(Readable.from(lines), same(), same(), same(), inserting('three transforms')))
    await s.sleep(HOUR)
  },

  async failures(s) {
    const { at } = s.input
    const { pagedSource, batchSink, run } = s.solution
    const error = new Error(s.input.error)
    const fail = (name) => {
      s.emit('failing', { case: name })
      throw error
    }
    const fetching = (name, fetch) => ending(s, name, () => pipeline(pagedSource(fetch), collector(s, name)), error)
    fetching('fetch rejects', async (i) => (i === at ? fail('fetch rejects') : [`item ${i}`]))
    fetching('fetch throws', (i) => (i === at ? fail('fetch throws') : Promise.resolve([`item ${i}`])))
    fetching('first fetch rejects', async () => fail('first fetch rejects'))
    const inserting = (name, insert, size = 2) =>
      ending(
        s,
        name,
        () => {
          let batch = 0
          const begin = () => {
            s.emit('begun', { case: name })
            return insert(batch++)
          }
          return pipeline(Readable.from(Array(21).fill('item')), batchSink(begin, size))
        },
        error,
      )
    inserting('insert rejects', async (i) => i === at && fail('insert rejects'))
    inserting('insert throws', (i) => (i === at ? fail('insert throws') : Promise.resolve()))
    inserting('last insert rejects', async () => fail('last insert rejects'), 22)
    const early = 'fetch rejects before a batch is full'
    const fetch = async (i) => (i === at ? fail(early) : ['item'])
    const begin = async () => s.emit('begun', { case: early })
    ending(s, early, () => run(pagedSource(fetch), batchSink(begin, 99)), error)
    await s.sleep(HOUR)
  },

  async 'run-fails'(s) {
    const error = new Error(s.input.error)
    const { at } = s.input
    const trying = async (name, how, breaking) => {
      const make = (end, stream) => stream(s, name, how[end] ?? {})
      const streams = { source: make('source', ticking), transform: make('transform', transform), sink: make('sink', sink) }
      ending(s, name, () => s.solution.run(...Object.values(streams)), error)
      await s.sleep(500)
      if (breaking) {
        s.emit('failing', { case: name })
        streams[breaking].destroy(error)
      }
      await s.sleep(HOUR)
    }
    const fail = { at, error }
    await trying('source fails', { source: { fail } })
    await trying('transform fails', { transform: { fail } })
    await trying('sink fails', { sink: { fail } })
    await trying('transform fails at its end', { transform: { failEnd: error } })
    await trying('sink fails at its end', { sink: { failEnd: error } })
    await trying('source breaks while a write never ends', { source: { silent: at }, sink: { stuck: true } }, 'source')
    await trying('sink breaks while the source is silent', { source: { silent: at } }, 'sink')
  },
}
