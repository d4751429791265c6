// fails: chunk-boundary
import { Readable, Transform, Writable, pipeline } from 'node:stream'
import { promisify } from 'node:util'
const pipe = promisify(pipeline)
export function pagedSource(fetchPage) {
  let page = 0
  let items = [].values()
  const source = new Readable({
    objectMode: true,
    highWaterMark: 2,
    read() {
      const step = items.next()
      if (!step.done) { this.push(step.value); return }
      new Promise((resolve) => resolve(fetchPage(page++))).then((next) => {
        if (source.destroyed) return
        if (next === null) { source.push(null); return }
        items = next.values()
        source._read()
      }).catch((e) => source.destroy(e))
    },
  })
  return source
}
export function splitLines() {
  const decoder = new TextDecoder()
  let rest = ''
  const emit = (stream, text, last) => {
    rest += text
    let start = 0
    for (let i = rest.indexOf('\n'); i >= 0; i = rest.indexOf('\n', start)) {
      stream.push(rest.slice(start, i > start && rest[i - 1] === '\r' ? i - 1 : i))
      start = i + 1
    }
    rest = rest.slice(start)
    if (last && rest.length > 0) stream.push(rest)
  }
  return new Transform({
    decodeStrings: true,
    readableObjectMode: true,
    readableHighWaterMark: 4,
    transform(chunk, _, cb) { try { emit(this, decoder.decode(chunk, { stream: true }), false); cb() } catch (e) { cb(e) } },
    flush(cb) { emit(this, decoder.decode(), true); cb() },
  })
}
export function batchSink(insert, size) {
  const held = []
  const drain = async (min) => { while (held.length >= min && held.length > 0) await insert(held.splice(0, size)) }
  return new Writable({
    objectMode: true,
    writev(chunks, cb) { for (const { chunk } of chunks) held.push(chunk); drain(size).then(() => cb(), cb) },
    final(cb) { drain(1).then(() => cb(), cb) },
  })
}
export async function run(...streams) { await pipe(streams) }
