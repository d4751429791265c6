/**
 * Copies everything from src into dst.
 *
 * @param {import('node:stream').Readable} src
 * @param {import('node:stream').Writable} dst
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<void>} settles when the sink has flushed, or when the copy has failed
 */
export async function copy(src, dst, { signal } = {}) {
  throw new Error('copy is not written yet')
}
