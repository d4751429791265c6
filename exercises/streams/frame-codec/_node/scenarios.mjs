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
      s.emit('stopped', { case: name, from, error, range: error instanceof RangeError })
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
  if (Array.isArray(frames)) return [...frames]
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
      parser.push(Buffer.alloc(0), ...cut(first, size).flatMap((piece) => [piece, Buffer.alloc(0)]))
    }
    const [a, b] = s.input.cuts
    const [one, other] = ['one of two', 'other of two'].map((name) => drive(s, name, s.input.maxPayload))
    one.push(first.subarray(0, a))
    other.push(second.subarray(0, b))
    one.push(first.subarray(a))
    other.push(second.subarray(b))
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
    const { maxPayload, frame, empty, declared } = s.input
    const declares = (length) => {
      const header = bytes({ ...frame, size: 0 })
      header.writeUInt32BE(length, 3)
      return header
    }
    drive(s, 'largest', maxPayload).push(bytes(frame))
    for (const length of declared) drive(s, `declares ${length}`, maxPayload).push(declares(length))
    drive(s, 'in pieces', maxPayload).push(...cut(declares(maxPayload + 1), 1))
    drive(s, 'second', maxPayload).push(bytes(frame), declares(maxPayload + 1))
    drive(s, 'empty', 0).push(bytes(empty))
    drive(s, 'nothing', 0).push(declares(1))
    drive(s, 'top byte', 2 ** 24 - 1).push(declares(2 ** 24))
  },

  async end(s) {
    const { maxPayload, whole, second, empty, cuts } = s.input
    const ending = (name, ...chunks) => {
      const parser = drive(s, name, maxPayload)
      parser.push(...chunks)
      parser.end()
    }
    ending('nothing')
    ending('no bytes', Buffer.alloc(0))
    ending('whole', bytes(whole))
    ending('empty', bytes(empty))
    for (const at of cuts) {
      ending(`cut at ${at}`, bytes(whole), bytes(second).subarray(0, at))
      ending(`first cut at ${at}`, bytes(second).subarray(0, at))
      ending(`cut in pieces at ${at}`, bytes(whole), ...cut(bytes(second).subarray(0, at), 1))
    }
  },

  // One piece of memory holds chunk after chunk, as a socket with an onread
  // buffer does. What was returned is looked at only at the end.
  async 'reused-memory'(s) {
    const { maxPayload, frames, split, tail, head } = s.input
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
    const chunk = bytes(split)
    const halves = (name, at) => {
      const parser = drive(s, name, maxPayload)
      return [chunk.subarray(0, at), chunk.subarray(at)].flatMap((half) => through(parser, half))
    }
    const late = halves('split', chunk.length - tail)
    const later = halves('split header', head)
    show(s, 'whole', kept)
    show(s, 'split', late)
    show(s, 'split header', later)
  },
}
