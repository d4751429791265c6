// fails: completion-after-flush, error-propagation
import { finished } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  const abort = () => src.destroy(new Error('the copy was aborted'))
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  dst.on('error', (error) => src.destroy(error))
  src.on('error', () => dst.destroy())
  src.pipe(dst)
  await finished(src)
}
