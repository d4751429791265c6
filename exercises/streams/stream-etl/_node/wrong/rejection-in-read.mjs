// fails: error-propagation
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'

export function pagedSource(fetchPage) {
  let page = 0
  return new Readable({
    objectMode: true,
    highWaterMark: 1,
    async read() {
      let items = await fetchPage(page++)
      while (items?.length === 0) items = await fetchPage(page++)
      if (items === null) this.push(null)
      else for (const item of items) this.push(item)
    },
  })
}

export function splitLines() {
  const decoder = new StringDecoder('utf8')
  let open = ''
  return new Transform({
    readableObjectMode: true,
    transform(chunk, _encoding, done) {
      const lines = (open + decoder.write(chunk)).split('\n')
      open = lines.pop()
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
