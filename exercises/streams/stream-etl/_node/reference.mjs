import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'

/**
 * Makes a source of items out of pages.
 *
 * A generator is asked for an item only when the stream wants one, and what it
 * throws becomes the stream's error. Readable.from holds one object, where a
 * Readable in object mode would fetch sixteen ahead.
 *
 * @param {(page: number) => unknown[] | null | Promise<unknown[] | null>} fetchPage
 * @returns {Readable} in object mode
 */
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

/**
 * Makes a transform from bytes of UTF-8 to lines without their ends (\n or \r\n).
 *
 * Two things may be cut by a chunk: a character, whose first bytes the decoder
 * keeps, and a line, whose beginning is kept here. A \r stays with the beginning
 * until it is clear what follows it.
 *
 * @returns {Transform} bytes in, one string a line out
 */
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

/**
 * Makes a sink that inserts items in batches of the given size, the last one with what is left.
 *
 * @param {(items: unknown[]) => Promise<void>} insert
 * @param {number} size
 * @returns {Writable} in object mode
 */
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

/**
 * Runs streams as one pipeline.
 *
 * @param {...(Readable | Transform | Writable)} streams
 * @returns {Promise<void>} settles when the sink has finished, or with the first error
 */
export async function run(...streams) {
  await pipeline(streams)
}
