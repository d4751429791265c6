// fails: backpressure
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
export function pagedSource(fetchPage) {
  return Readable.from((async function* () {
    for (let page = 0; ; page++) {
      const items = await fetchPage(page)
      if (items === null) return
      yield* items
    }
  })(), { objectMode: true, highWaterMark: 1 })
}
export function splitLines() {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  return new Transform({
    readableObjectMode: true,
    transform(chunk, encoding, callback) {
      const parts = (rest + decoder.write(chunk)).split('\n')
      rest = parts.pop()
      for (const part of parts) this.push(part.endsWith('\r') ? part.slice(0, -1) : part)
      callback()
    },
    flush(callback) {
      rest += decoder.end()
      if (rest !== '') this.push(rest)
      callback()
    },
  })
}
export function batchSink(insert, size) {
  let batch = []
  const send = async () => { const full = batch; batch = []; await insert(full) }
  return new Writable({
    objectMode: true,
    highWaterMark: 4 * size,
    write(item, encoding, callback) {
      batch.push(item)
      if (batch.length < size) return callback()
      send().then(() => callback(), callback)
    },
    final(callback) {
      if (batch.length === 0) return callback()
      send().then(() => callback(), callback)
    },
  })
}
export async function run(...streams) { await pipeline(...streams) }
