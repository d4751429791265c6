// fails: completion-after-flush, error-propagation
import { finished } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  signal?.addEventListener('abort', () => src.destroy(signal.reason))
  dst.on('error', (error) => src.destroy(error))
  src.on('error', () => dst.destroy())
  src.pipe(dst)
  await finished(src)
}
