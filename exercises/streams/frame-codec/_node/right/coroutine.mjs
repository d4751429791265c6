class TooLarge extends RangeError {}

function* read(state, count) {
  while (state.size < count) {
    const chunk = yield
    state.chunks.push(Uint8Array.from(chunk))
    state.size += chunk.length
  }
  const all = new Uint8Array(state.size)
  let at = 0
  for (const chunk of state.chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  state.chunks = [all.slice(count)]
  state.size -= count
  return all.slice(0, count)
}

function* parse(state, maxPayload) {
  for (;;) {
    state.inside = false
    const header = new DataView((yield* read(state, 7)).buffer)
    const length = header.getUint32(3)
    if (length > maxPayload) throw new TooLarge(`${length} > ${maxPayload}`)
    state.inside = true
    state.frames.push({ version: header.getUint8(0), type: header.getUint16(1), data: yield* read(state, length) })
  }
}

export function createFrameParser({ maxPayload }) {
  const state = { chunks: [], size: 0, frames: [], inside: false }
  const running = parse(state, maxPayload)
  running.next()
  return {
    push(chunk) {
      running.next(chunk)
      return state.frames.splice(0)
    },
    end() {
      if (state.inside || state.size > 0) throw new Error('the stream ended too early')
    },
  }
}
