class FrameParser {
  #header = Buffer.alloc(7)
  #have = 0
  #frame = null
  #filled = 0

  constructor(maxPayload) {
    this.maxPayload = maxPayload
  }

  push(chunk) {
    const frames = []
    let at = 0
    while (at < chunk.length) {
      at += this.#frame ? this.#payload(chunk, at) : this.#head(chunk, at)
      if (this.#frame && this.#filled === this.#frame.data.length) {
        frames.push(this.#frame)
        this.#frame = null
        this.#have = 0
      }
    }
    return frames
  }

  end() {
    if (this.#have > 0) throw new Error('truncated')
  }

  #head(chunk, at) {
    const copied = chunk.copy(this.#header, this.#have, at)
    this.#have += copied
    if (this.#have < 7) return copied
    const length = this.#header.readUInt32BE(3)
    if (length > this.maxPayload) throw new RangeError('too large')
    this.#frame = { version: this.#header[0], type: this.#header.readUInt16BE(1), data: Buffer.alloc(length) }
    this.#filled = 0
    return copied
  }

  #payload(chunk, at) {
    const copied = chunk.copy(this.#frame.data, this.#filled, at)
    this.#filled += copied
    return copied
  }
}

module.exports = { createFrameParser: ({ maxPayload }) => new FrameParser(maxPayload) }
