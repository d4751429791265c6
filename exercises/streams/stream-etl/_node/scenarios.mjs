import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const HOUR = 3_600_000

/** Says how a case ended, if it did. */
async function ending(s, name, act) {
  const { status, reason } = await s.settle(act)
  const failed = status !== 'fulfilled'
  s.emit('settled', { case: name, status: failed ? 'rejected' : status, messages: s.messages(reason) })
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
    const value = Array.from(items)
    s.emit('insert', { case: name, value })
    await s.sleep(ms)
    s.emit('inserted', { case: name, count: value.length })
  }
}

/** A source that makes an item every millisecond, or when it is asked if that is later. */
function ticking(s, name, { fail }) {
  let next = 0
  return new Readable({
    objectMode: true,
    async read() {
      await s.sleep(1)
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

function transform(s, name, { fail }) {
  let seen = 0
  return new Transform({
    objectMode: true,
    transform(item, _encoding, done) {
      if (seen++ !== fail?.at) return done(null, item)
      s.emit('failing', { case: name })
      done(fail.error)
    },
    destroy: closing(s, name, 'transform'),
  })
}

function sink(s, name, { fail }) {
  let seen = 0
  return new Writable({
    objectMode: true,
    write(_item, _encoding, done) {
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
    await split(s, 'open line', [Buffer.from(lines.join('\n'))])
    await split(s, 'closed line', [Buffer.from(lines.join('\n') + '\n')])
    await split(s, 'no bytes', [])
    const fetch = async (i) => {
      await s.sleep(1)
      return pages[i] ?? null
    }
    ending(s, 'pages', () => pipeline(s.solution.pagedSource(fetch), collector(s, 'pages')))
    const batches = (name, list) =>
      ending(s, name, () => pipeline(Readable.from(list), s.solution.batchSink(inserter(s, name, 1), size)))
    batches('rest', items)
    batches('full', items.slice(0, 2 * size))
    await s.sleep(HOUR)
  },

  async 'one-item'(s) {
    const { items } = s.input
    const fetch = async (page) => {
      s.emit('fetch', { page })
      await s.sleep(1)
      return page < items.length ? [items[page]] : null
    }
    s.settle(async () => {
      const source = s.solution.pagedSource(fetch)
      const { value } = await source[Symbol.asyncIterator]().next()
      s.emit('item', { case: 'pages', value })
    })
    await s.sleep(HOUR)
  },

  async 'slow-insert'(s) {
    const { items, size, insertMs } = s.input
    let pulled = 0
    let inserted = 0
    const source = new Readable({
      objectMode: true,
      highWaterMark: 1,
      read() {
        if (pulled === items) return this.push(null)
        s.emit('pull', { waiting: ++pulled - inserted })
        this.push({ n: pulled })
      },
    })
    const insert = inserter(s, 'slow', insertMs)
    const counted = async (batch) => {
      await insert(batch)
      inserted += batch.length
    }
    ending(s, 'slow', () => pipeline(source, s.solution.batchSink(counted, size)))
    await s.sleep(HOUR)
  },

  async whole(s) {
    const { lines, size, insertMs } = s.input
    const chunks = cut(lines.join('\n'), 7)
    const fetch = async (i) => (2 * i < chunks.length ? chunks.slice(2 * i, 2 * i + 2) : null)
    const { pagedSource, splitLines, batchSink, run } = s.solution
    ending(s, 'whole', () => run(pagedSource(fetch), splitLines(), batchSink(inserter(s, 'whole', insertMs), size)))
    await s.sleep(HOUR)
  },

  async failures(s) {
    const { at, error } = s.input
    const { pagedSource, batchSink } = s.solution
    const fail = (name) => {
      s.emit('failing', { case: name })
      throw new Error(error)
    }
    const fetching = (name, fetch) => ending(s, name, () => pipeline(pagedSource(fetch), collector(s, name)))
    fetching('fetch rejects', async (i) => (i === at ? fail('fetch rejects') : [`item ${i}`]))
    fetching('fetch throws', (i) => (i === at ? fail('fetch throws') : Promise.resolve([`item ${i}`])))
    const inserting = (name, insert, size = 2) =>
      ending(s, name, () => {
        let batch = 0
        return pipeline(Readable.from(Array(21).fill('item')), batchSink(() => insert(batch++), size))
      })
    inserting('insert rejects', async (i) => i === at && fail('insert rejects'))
    inserting('insert throws', (i) => (i === at ? fail('insert throws') : Promise.resolve()))
    inserting('last insert rejects', async () => fail('last insert rejects'), 22)
    await s.sleep(HOUR)
  },

  async 'run-fails'(s) {
    for (const failing of ['source', 'transform', 'sink']) {
      const name = `${failing} fails`
      const fail = { at: s.input.at, error: new Error(s.input.error) }
      const make = (end, stream) => stream(s, name, end === failing ? { fail } : {})
      const streams = [make('source', ticking), make('transform', transform), make('sink', sink)]
      ending(s, name, () => s.solution.run(...streams))
      await s.sleep(HOUR)
    }
  },
}
