// fails: error-propagation
import { once } from 'node:events'
import { finished } from 'node:stream/promises'

const ignore = () => {}

export async function copy(src, dst, { signal } = {}) {
  const over = new AbortController()
  const destroy = () => {
    src.on('error', ignore).destroy()
    dst.on('error', ignore).destroy()
  }
  let onAbort
  const aborted = new Promise((_, reject) => {
    onAbort = () => {
      destroy()
      reject(signal.reason)
    }
  })
  aborted.catch(ignore)

  const pump = async () => {
    for await (const chunk of src) {
      if (over.signal.aborted) return
      if (!dst.write(chunk)) await once(dst, 'drain', { signal: over.signal })
    }
    dst.end()
  }

  try {
    if (signal?.aborted) throw signal.reason
    signal?.addEventListener('abort', onAbort, { once: true })
    const flushed = finished(dst, { readable: false })
    src.on('error', ignore)
    await Promise.race([aborted, Promise.all([flushed, pump()])])
  } catch (error) {
    destroy()
    throw error
  } finally {
    signal?.removeEventListener('abort', onAbort)
    over.abort()
  }
}
