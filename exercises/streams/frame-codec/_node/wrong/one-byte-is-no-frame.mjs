// fails: end-of-input
export function createFrameParser({ maxPayload }) {
  let held = Buffer.alloc(0)
  return {
    push(chunk) {
      held = Buffer.concat([held, chunk])
      const frames = []
      while (held.length >= 7) {
        const length = held.readUInt32BE(3)
        if (length > maxPayload) throw new RangeError('too large')
        if (held.length < 7 + length) break
        frames.push({ version: held[0], type: held.readUInt16BE(1), data: held.subarray(7, 7 + length) })
        held = held.subarray(7 + length)
      }
      return frames
    },
    end() {
      if (held.length > 1) throw new Error('truncated')
    },
  }
}
