// fails: error-propagation, cancellation
import { finished } from 'node:stream/promises'
export async function copy(src, dst, { signal } = {}) {
  const flushed = finished(dst, { readable: false })
  flushed.catch(() => {})
  const stop = () => src.destroy(signal.reason)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of src) {
      if (!dst.write(chunk)) await new Promise((resolve) => dst.once('drain', resolve))
    }
    dst.end()
    await flushed
  } catch (e) {
    src.destroy()
    dst.destroy()
    throw e
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
