import { once } from 'node:events'
import { finished } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  const pump = async () => {
    for await (const chunk of src) {
      if (!dst.write(chunk)) await once(dst, 'drain')
    }
    dst.end()
  }
  try {
    signal?.throwIfAborted()
    await Promise.all([finished(src), finished(dst, { readable: false, signal }), pump()])
  } catch (error) {
    src.destroy()
    dst.destroy()
    throw error
  }
}
