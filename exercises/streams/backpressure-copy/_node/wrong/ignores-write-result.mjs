// fails: backpressure, completion-after-flush (handbook)
import { finished } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  src.on('data', (chunk) => dst.write(chunk))
  src.on('end', () => dst.end())
  src.on('error', (error) => dst.destroy(error))
  dst.on('error', () => src.destroy())
  const abort = () => src.destroy(new Error('aborted'))
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  await finished(dst)
}
