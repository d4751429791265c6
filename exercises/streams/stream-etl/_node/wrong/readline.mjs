// fails: chunk-boundary, end-of-input
import { Duplex, PassThrough, Readable, Writable } from 'node:stream'
import { createInterface } from 'node:readline'
export function splitLines() {
  const input = new PassThrough()
  return Duplex.from({ writable: input, readable: Readable.from(createInterface({ input, crlfDelay: Infinity })) })
}
import { pipeline } from 'node:stream/promises'
export function pagedSource(fetchPage) {
  return Readable.from((async function* () { for (let i = 0; ; i++) { const p = await fetchPage(i); if (p === null) return; yield* p } })())
}
export function batchSink(insert, size) {
  let batch = []
  const send = async () => { const full = batch; batch = []; await insert(full) }
  return new Writable({ objectMode: true,
    write(x, _, cb) { batch.push(x); if (batch.length < size) cb(); else send().then(() => cb(), cb) },
    final(cb) { if (batch.length) send().then(() => cb(), cb); else cb() } })
}
export const run = async (...s) => { await pipeline(s) }
