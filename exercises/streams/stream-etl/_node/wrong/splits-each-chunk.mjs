// fails: chunk-boundary, end-of-input
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'

export const pagedSource = (fetchPage) =>
  Readable.from(
    (async function* () {
      for (let page = 0; ; page++) {
        const items = await fetchPage(page)
        if (items === null) return
        yield* items
      }
    })(),
  )

export function splitLines() {
  const decoder = new StringDecoder('utf8')
  let open = ''
  return new Transform({
    readableObjectMode: true,
    transform(chunk, _encoding, done) {
      const lines = decoder.write(chunk).split('\n')
      open = ''
      if (lines.at(-1) === '') lines.pop()
      for (const line of lines) this.push(line.replace(/\r$/, ''))
      done()
    },
    flush(done) {
      if (open !== '') this.push(open)
      done()
    },
  })
}

export function batchSink(insert, size) {
  let batch = []
  const flush = async () => insert(batch.splice(0))
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

export const run = (...streams) => pipeline(streams)
