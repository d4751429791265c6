import { Readable, Transform, Writable } from 'node:stream'

/**
 * Makes a source of items out of pages.
 *
 * @param {(page: number) => unknown[] | null | Promise<unknown[] | null>} fetchPage called with
 *   0, 1, 2 and so on; null says that there are no more pages
 * @returns {Readable} in object mode
 */
export function pagedSource(fetchPage) {
  throw new Error('pagedSource is not written yet')
}

/**
 * Makes a transform from bytes of UTF-8 to lines without their ends (\n or \r\n).
 *
 * @returns {Transform} bytes in, one string a line out
 */
export function splitLines() {
  throw new Error('splitLines is not written yet')
}

/**
 * Makes a sink that inserts items in batches of the given size, the last one with what is left.
 *
 * @param {(items: unknown[]) => Promise<void>} insert
 * @param {number} size
 * @returns {Writable} in object mode
 */
export function batchSink(insert, size) {
  throw new Error('batchSink is not written yet')
}

/**
 * Runs streams as one pipeline.
 *
 * @param {...(Readable | Transform | Writable)} streams a source, any number of transforms, a sink
 * @returns {Promise<void>} settles when the sink has finished, or with the first error
 */
export async function run(...streams) {
  throw new Error('run is not written yet')
}
