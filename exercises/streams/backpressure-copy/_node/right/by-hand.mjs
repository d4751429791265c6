import { once } from 'node:events'
import { finished } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  const giveUp = () => src.destroy(signal.reason)
  if (signal?.aborted) giveUp()
  signal?.addEventListener('abort', giveUp, { once: true })
  const flushed = finished(dst)
  flushed.catch(() => src.destroy())
  try {
    for await (const chunk of src) {
      if (!dst.write(chunk)) await Promise.race([once(dst, 'drain'), flushed])
    }
    dst.end()
    await flushed
  } catch (error) {
    src.destroy()
    dst.destroy()
    await flushed.catch((broken) => {
      if (dst.errored) throw broken
    })
    throw error
  } finally {
    signal?.removeEventListener('abort', giveUp)
  }
}
