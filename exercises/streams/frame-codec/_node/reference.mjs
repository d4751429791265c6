const HEADER_BYTES = 7

/**
 * Starts a parser for frames of `version u8 | type u16 | length u32 | payload`, big-endian.
 *
 * What is not yet a whole frame waits in a buffer of the parser's own. Buffer.concat
 * copies, also when it is given a single buffer, so neither that rest nor a frame
 * shares memory with the caller's chunk; the windows that subarray cuts out of the
 * copy do not overlap, and nobody writes to the copy again.
 *
 * @param {{ maxPayload: number }} options the largest payload to accept, in bytes
 */
export function createFrameParser({ maxPayload }) {
  let held = Buffer.alloc(0)

  /** The length of the frame at an offset with its header, or Infinity while its header is incomplete. */
  function lengthAt(offset) {
    if (held.length - offset < HEADER_BYTES) return Infinity
    const length = held.readUInt32BE(offset + 3)
    if (length > maxPayload) throw new RangeError(`frame declares ${length} bytes, at most ${maxPayload} are allowed`)
    return HEADER_BYTES + length
  }

  function push(chunk) {
    held = Buffer.concat([held, chunk])
    const frames = []
    let offset = 0
    for (let size = lengthAt(0); offset + size <= held.length; size = lengthAt(offset)) {
      frames.push({
        version: held.readUInt8(offset),
        type: held.readUInt16BE(offset + 1),
        data: held.subarray(offset + HEADER_BYTES, offset + size),
      })
      offset += size
    }
    held = held.subarray(offset)
    return frames
  }

  function end() {
    if (held.length > 0) throw new Error(`input ends inside a frame, after ${held.length} of its bytes`)
  }

  return { push, end }
}
