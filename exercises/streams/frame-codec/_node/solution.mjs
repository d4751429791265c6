/**
 * @typedef {{ version: number, type: number, data: Buffer }} Frame
 */

/**
 * Starts a parser for frames of `version u8 | type u16 | length u32 | payload`, big-endian.
 *
 * @param {{ maxPayload: number }} options the largest payload to accept, in bytes
 * @returns {{ push(chunk: Buffer): Frame[], end(): void }} push returns the frames that the
 *   chunk completes and throws a RangeError at a length over maxPayload; end throws when the
 *   input stops inside a frame
 */
export function createFrameParser({ maxPayload }) {
  throw new Error('createFrameParser is not written yet')
}
