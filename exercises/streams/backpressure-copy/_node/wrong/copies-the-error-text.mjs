// fails: error-propagation
import { pipeline } from 'node:stream/promises'

export async function copy(src, dst, { signal } = {}) {
  try {
    await pipeline(src, dst, { signal })
  } catch (error) {
    throw new Error(error.message)
  }
}
