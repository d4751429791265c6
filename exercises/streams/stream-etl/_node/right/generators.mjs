import { Duplex, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'

export const pagedSource = (fetchPage) =>
  Readable.from((async function* () {
    let page = 0
    for (let items; (items = await fetchPage(page)) !== null; page++) for (const item of items) yield item
  })())

export const splitLines = () =>
  Duplex.from(async function* (chunks) {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    let open = ''
    for await (const chunk of chunks) {
      open += decoder.decode(chunk, { stream: true })
      for (let at; (at = open.indexOf('\n')) >= 0; open = open.slice(at + 1)) yield open.slice(0, at).replace(/\r$/, '')
    }
    open += decoder.decode()
    if (open) yield open
  })

export const batchSink = (insert, size) =>
  Duplex.from(async function (items, { signal }) {
    let batch = []
    for await (const item of items) {
      if (batch.push(item) === size) {
        await insert(batch)
        batch = []
      }
    }
    if (batch.length && !signal.aborted) await insert(batch) // from Node 24 on items just end when it is destroyed
  })

export async function run(...streams) {
  const ends = streams.map((stream) => finished(stream))
  streams.reduce((from, to) => from.pipe(to))
  try {
    await Promise.all(ends)
  } catch (error) {
    for (const stream of streams) stream.destroy()
    await Promise.allSettled(ends)
    throw error
  }
}
