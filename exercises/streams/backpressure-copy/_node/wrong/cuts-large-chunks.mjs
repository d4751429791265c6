// fails: data-integrity
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  const buffer = Buffer.alloc(32 * 1024)
  const through = new Transform({
    highWaterMark: 1,
    transform(chunk, _encoding, done) {
      const length = chunk.copy(buffer)
      done(null, Buffer.from(buffer.subarray(0, length)))
    },
  })
  await pipeline(src, through, dst, { signal })
}
