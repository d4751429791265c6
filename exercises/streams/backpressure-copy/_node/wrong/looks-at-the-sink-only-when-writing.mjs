// fails: error-propagation
import { once } from 'node:events'
import { finished } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  const giveUp = () => {
    src.destroy(signal.reason)
    dst.destroy()
  }
  if (signal?.aborted) giveUp()
  signal?.addEventListener('abort', giveUp)
  const flushed = finished(dst, { readable: false })
  flushed.catch(() => {})
  try {
    for await (const chunk of src) {
      if (!dst.write(chunk)) await Promise.race([once(dst, 'drain'), flushed])
    }
    dst.end()
    await flushed
  } catch (error) {
    src.destroy()
    dst.destroy()
    throw await flushed.catch((broken) => dst.errored ?? error)
  }
}
