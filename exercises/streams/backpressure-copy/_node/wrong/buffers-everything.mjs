// fails: backpressure
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  const all = []
  dst.on('error', (error) => src.destroy(error))
  await pipeline(src, async (chunks) => {
    for await (const chunk of chunks) all.push(chunk)
  }, { signal }).catch((error) => {
    dst.destroy()
    throw error
  })
  await pipeline(Readable.from(all), dst, { signal })
}
