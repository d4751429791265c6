// fails: data-integrity
import { pipeline } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  await pipeline(src, async function* (chunks) {
    for await (const chunk of chunks) yield chunk.toString()
  }, dst, { signal })
}
