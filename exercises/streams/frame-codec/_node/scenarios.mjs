const HEADER = 7

/** The bytes of a frame: version u8, type u16, length u32, payload. */
function bytes({ version, type, unit, size }) {
  const frame = Buffer.alloc(HEADER + size)
  frame.writeUInt8(version, 0)
  frame.writeUInt16BE(type, 1)
  frame.writeUInt32BE(size, 3)
  if (size > 0) frame.fill(unit, HEADER, 'hex')
  return frame
}

/** A parser under a name; the first error says so and ends it. */
function drive(s, name, maxPayload) {
  let over = false
  const step = (from, act) => {
    if (over) return undefined
    try {
      return act()
    } catch (error) {
      over = true
      s.emit('stopped', { case: name, from, text: String(error?.message ?? error), range: error instanceof RangeError })
    }
  }
  const parser = step('createFrameParser', () => s.solution.createFrameParser({ maxPayload }))
  return {
    /** Hands a chunk in and returns the frames. */
    take: (chunk) => step('push', () => listed(s, parser.push(chunk))) ?? [],
    /** Hands chunks in and says what frames came. */
    push(...chunks) {
      for (const chunk of chunks) show(s, name, this.take(chunk))
    },
    end: () =>
      step('end', () => {
        parser.end()
        s.emit('ended', { case: name })
      }),
  }
}

function listed(s, frames) {
  if (typeof frames?.[Symbol.iterator] === 'function') return [...frames]
  throw new TypeError(`push returned ${s.typeOf(frames)}, not an array of frames`)
}

function show(s, name, frames) {
  for (const frame of frames) {
    const data = frame?.data
    const hex = data instanceof Uint8Array ? Buffer.from(data).toString('hex') : s.typeOf(data)
    s.emit('frame', { case: name, version: frame?.version, type: frame?.type, data: hex })
  }
}

function cut(frame, size) {
  const pieces = []
  for (let i = 0; i < frame.length; i += size) pieces.push(frame.subarray(i, i + size))
  return pieces
}

export const scenarios = {
  async wire(s) {
    const parser = drive(s, 'wire', s.input.maxPayload)
    for (const frame of s.input.frames) parser.push(bytes(frame))
  },

  async pieces(s) {
    const [first, second] = s.input.frames.map(bytes)
    for (const size of s.input.sizes) {
      const parser = drive(s, `pieces of ${size}`, s.input.maxPayload)
      parser.push(...cut(first, size), Buffer.alloc(0))
    }
    const [a, b] = s.input.cuts
    drive(s, 'shared chunk', s.input.maxPayload).push(
      first.subarray(0, a),
      Buffer.concat([first.subarray(a), second.subarray(0, b)]),
      second.subarray(b),
    )
  },

  async several(s) {
    drive(s, 'several', s.input.maxPayload).push(Buffer.concat(s.input.frames.map(bytes)))
  },

  async limit(s) {
    const { maxPayload, frame, declared } = s.input
    drive(s, 'largest', maxPayload).push(bytes(frame))
    for (const length of declared) {
      const header = bytes({ ...frame, size: 0 })
      header.writeUInt32BE(length, 3)
      drive(s, `declares ${length}`, maxPayload).push(header)
    }
  },

  async end(s) {
    const { maxPayload, whole, second, cuts } = s.input
    drive(s, 'nothing', maxPayload).end()
    const parser = drive(s, 'whole', maxPayload)
    parser.push(bytes(whole))
    parser.end()
    for (const at of cuts) {
      const parser = drive(s, `cut at ${at}`, maxPayload)
      parser.push(bytes(whole), bytes(second).subarray(0, at))
      parser.end()
    }
  },

  // One piece of memory holds chunk after chunk, as a socket with an onread
  // buffer does. What was returned is looked at only at the end.
  async 'reused-memory'(s) {
    const { maxPayload, frames, split, tail } = s.input
    const memory = Buffer.alloc(256)
    const through = (parser, chunk) => {
      memory.fill(0xee)
      chunk.copy(memory)
      const frames = parser.take(memory.subarray(0, chunk.length))
      memory.fill(0xee)
      return frames
    }
    const whole = drive(s, 'whole', maxPayload)
    const kept = frames.flatMap((frame) => through(whole, bytes(frame)))
    const halves = drive(s, 'split', maxPayload)
    const chunk = bytes(split)
    const at = chunk.length - tail
    const late = [chunk.subarray(0, at), chunk.subarray(at)].flatMap((half) => through(halves, half))
    show(s, 'whole', kept)
    show(s, 'split', late)
  },
}
