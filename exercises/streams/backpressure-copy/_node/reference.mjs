import { pipeline } from 'node:stream/promises'

/**
 * Copies everything from src into dst.
 *
 * pipeline() is the whole answer: it waits for 'drain' when the sink is full,
 * settles after the sink's final flush, forwards the first error of either side,
 * and destroys both sides when one of them fails or the signal aborts.
 *
 * @param {import('node:stream').Readable} src
 * @param {import('node:stream').Writable} dst
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<void>}
 */
export async function copy(src, dst, { signal } = {}) {
  await pipeline(src, dst, { signal })
}
