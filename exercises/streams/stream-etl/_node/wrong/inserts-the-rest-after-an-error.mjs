// fails: error-propagation, resource-cleanup
import { Readable, Transform, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'

export function pagedSource(fetchPage) {
  return Readable.from(itemsOf(fetchPage))
}

async function* itemsOf(fetchPage) {
  for (let page = 0; ; page++) {
    const items = await fetchPage(page)
    if (items === null) return
    yield* items
  }
}

export function splitLines() {
  const decoder = new StringDecoder('utf8')
  let open = ''
  return new Transform({
    readableObjectMode: true,
    transform(chunk, _encoding, done) {
      const lines = (open + decoder.write(chunk)).split('\n')
      open = lines.pop()
      for (const line of lines) this.push(line.endsWith('\r') ? line.slice(0, -1) : line)
      done()
    },
    flush(done) {
      open += decoder.end()
      if (open !== '') this.push(open)
      done()
    },
  })
}

export function batchSink(insert, size) {
  let batch = []
  async function flush() {
    const items = batch
    batch = []
    await insert(items)
  }
  return new Writable({
    objectMode: true,
    write(item, _encoding, done) {
      batch.push(item)
      if (batch.length < size) return done()
      flush().then(() => done(), done)
    },
    final(done) {
      if (batch.length === 0) return done()
      flush().then(() => done(), done)
    },
  })
}

export async function run(...streams) {
  const ends = streams.map((stream) => finished(stream))
  streams.reduce((from, to) => from.pipe(to))
  try {
    await Promise.all(ends)
  } catch (error) {
    const sink = streams.at(-1)
    for (const stream of streams) stream === sink ? stream.end() : stream.destroy()
    await Promise.allSettled(ends)
    throw error
  }
}
