// fails: buffer-ownership
export function createFrameParser({ maxPayload }) {
  const memory = Buffer.allocUnsafe(2 * (7 + maxPayload))
  let from = 0
  let to = 0
  return {
    push(chunk) {
      memory.copyWithin(0, from, to)
      to -= from
      from = 0
      to += chunk.copy(memory, to)
      const frames = []
      while (to - from >= 7) {
        const length = memory.readUInt32BE(from + 3)
        if (length > maxPayload) throw new RangeError('too large')
        const next = from + 7 + length
        if (to < next) break
        frames.push({ version: memory[from], type: memory.readUInt16BE(from + 1), data: memory.subarray(from + 7, next) })
        from = next
      }
      return frames
    },
    end() {
      if (to > from) throw new Error('truncated')
    },
  }
}
