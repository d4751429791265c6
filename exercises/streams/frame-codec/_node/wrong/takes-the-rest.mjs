// fails: chunk-boundary, multi-frame-drain
export function createFrameParser({ maxPayload }) {
  let held = Buffer.alloc(0)
  return {
    push(chunk) {
      held = Buffer.concat([held, chunk])
      if (held.length < 7) return []
      const length = held.readUInt32BE(3)
      if (length > maxPayload) throw new RangeError('too large')
      if (held.length < 7 + length) return []
      const frame = { version: held.readUInt8(0), type: held.readUInt16BE(1), data: held.subarray(7) }
      held = Buffer.alloc(0)
      return [frame]
    },
    end() {
      if (held.length > 0) throw new Error('truncated')
    },
  }
}
