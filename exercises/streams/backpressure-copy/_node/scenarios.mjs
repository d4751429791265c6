import { Duplex, Readable, Writable } from 'node:stream'

/** How many bytes were read, and how far in the source the sink has come. */
const newFlow = (size) => ({ size, pulled: 0, passed: 0, last: 0, part: 0 })

/** Moves on to behind the last byte that the sink has taken. Chunk i of the source holds bytes of i + 1 only. */
function advance(flow, bytes) {
  if (bytes.length === 0) return
  const last = bytes.at(-1)
  const part = bytes.length - bytes.indexOf(last)
  flow.part = last === flow.last ? flow.part + part : part
  flow.last = last
  flow.passed = (last - 1) * flow.size + flow.part
}

/** A source that makes a chunk only when it is asked for one, and says so; onClose is an error of closing it early. */
function source(say, flow, chunks, { fail, stall, onClose } = {}) {
  let next = 0
  return new Readable({
    highWaterMark: flow.size,
    read() {
      if (fail && next === fail.at) {
        say('failing', { end: 'source' })
        return this.destroy(fail.error)
      }
      if (next === chunks.length) return stall ? undefined : this.push(null)
      const chunk = chunks[next++]
      flow.pulled += chunk.length
      say('pull', { bytes: chunk.length, waiting: flow.pulled - flow.passed })
      this.push(chunk)
    },
    destroy(error, done) {
      say('closed', { end: 'source' })
      done(error ?? (this.readableEnded ? null : onClose))
    },
  })
}

/**
 * A sink that takes its time, and says what it was given: fail.at is the first chunk that it cannot take, and a write
 * or flush of Infinity never comes to its end.
 */
function sink(s, say, flow, { room, writeMs = 1, flushMs = 1, fail, failFlush, onClose, show = () => ({}), kind = Writable } = {}) {
  return new kind({
    highWaterMark: room ?? 2 * flow.size,
    read() {}, // of a Duplex, which never says anything
    async write(chunk, _encoding, done) {
      say('write', { bytes: chunk.length })
      if (writeMs === Infinity) return
      await s.sleep(writeMs)
      if (fail && chunk.at(-1) > fail.at) {
        say('failing', { end: 'sink' })
        return done(fail.error)
      }
      advance(flow, chunk)
      say('accept', { bytes: chunk.length, passed: flow.passed, ...show(chunk) })
      done()
    },
    async final(done) {
      say('ended')
      if (flushMs === Infinity) return
      await s.sleep(flushMs)
      say(failFlush ? 'failing' : 'flushed', { end: 'sink' })
      done(failFlush)
    },
    destroy(error, done) {
      say('closed', { end: 'sink' })
      done(error ?? onClose)
    },
  })
}

const filled = (count, size) => Array.from({ length: count }, (_, i) => Buffer.alloc(size, i + 1))

const hex = (chunk) => ({ hex: Buffer.from(chunk).toString('hex') })

/** Copies the chunks and says how it ended, if it did, within an hour of virtual time; a second later all is over. */
async function run(s, name, chunks, { from, to, options, error, during } = {}) {
  const say = (kind, data) => s.emit(kind, { case: name, ...data })
  const flow = newFlow(chunks[0]?.length ?? 64)
  const [src, dst] = [source(say, flow, chunks, from), sink(s, say, flow, to)]
  during?.(say, src, dst)
  const settled = s.settle(() => s.solution.copy(src, dst, options)).then(({ status, reason }) => {
    const failed = status !== 'fulfilled'
    const own = error !== undefined && s.causes(reason).includes(error)
    say('settled', { status: failed ? 'rejected' : status, messages: s.messages(reason), own })
  })
  await Promise.race([settled, s.sleep(3_600_000)])
  await s.sleep(1000)
}

/** One end is destroyed with an error, after some milliseconds. */
const breaksAfter = (ms, end, error) => ({
  error,
  during: (say, src, dst) =>
    setTimeout(() => {
      say('failing', { end })
      const broken = end === 'source' ? src : dst
      broken.destroy(error)
    }, ms),
})

export const scenarios = {
  // Two copies at once, of chunks that are larger and smaller than the sink's room.
  async bytes(s) {
    const copies = s.input.copies.map((list, i) => {
      const chunks = list.map((text) => Buffer.from(text, 'hex'))
      return run(s, `copy ${i + 1}`, chunks, { to: { show: hex, room: s.input.room } })
    })
    await Promise.all(copies)
  },

  async large(s) {
    const { unit, size, chunks, room } = s.input
    let sum = 0x811c9dc5 // FNV-1a
    const show = (chunk) => {
      for (const byte of chunk) sum = Math.imul(sum ^ byte, 0x01000193)
      return {}
    }
    const list = Array.from({ length: chunks }, () => Buffer.alloc(size, unit, 'hex'))
    await run(s, 'large', list, { to: { room, show } })
    s.emit('sum', { fnv: sum >>> 0 })
  },

  async 'slow-sink'(s) {
    const { chunks, size, room, writeMs } = s.input
    await run(s, 'slow sink', filled(chunks, size), { to: { room, writeMs } })
  },

  async 'slow-flush'(s) {
    const { chunks, flushMs } = s.input
    await run(s, 'slow flush', filled(chunks, 64), { to: { flushMs }, options: {} })
    await run(s, 'empty source', [], { to: { flushMs } })
    await run(s, 'sink that can be read, too', filled(chunks, 64), { to: { flushMs, kind: Duplex } })
  },

  async 'source-fails'(s) {
    const error = new Error(s.input.error)
    const breaks = breaksAfter(s.input.flushMs, 'source', error)
    await run(s, 'the source fails', filled(12, 64), { from: { fail: { at: s.input.at, error } }, error })
    await run(s, 'the first read fails', filled(12, 64), { from: { fail: { at: 0, error } }, error })
    await run(s, 'the source breaks while it is silent', filled(s.input.at, 64), { from: { stall: true }, ...breaks })
    await run(s, 'the source breaks while a write never ends', filled(12, 64), { from: { stall: true }, to: { writeMs: Infinity }, ...breaks })
  },

  async 'sink-fails'(s) {
    const { at, flushMs } = s.input
    const error = new Error(s.input.error)
    const breaks = breaksAfter(flushMs, 'sink', error)
    await run(s, 'the sink fails', filled(12, 64), { to: { fail: { at, error } }, error })
    await run(s, 'the first write fails', filled(12, 64), { to: { fail: { at: 0, error } }, error })
    await run(s, 'the last write fails', filled(at, 64), { to: { fail: { at: at - 1, error } }, error })
    await run(s, 'the sink breaks while the source is silent', filled(at, 64), { from: { stall: true }, ...breaks })
    await run(s, 'the sink breaks while a write never ends', filled(12, 64), { to: { writeMs: Infinity }, ...breaks })
  },

  async 'flush-fails'(s) {
    const error = new Error(s.input.error)
    const { at, flushMs } = s.input
    await run(s, 'the flush fails', filled(at, 64), { to: { failFlush: error, flushMs }, error })
    await run(s, 'the flush of an empty copy fails', [], { to: { failFlush: error, flushMs }, error })
    await run(s, 'the sink breaks while it flushes', filled(at, 64), { to: { flushMs: Infinity }, ...breaksAfter(flushMs, 'sink', error) })
  },

  async 'both-fail'(s) {
    const error = new Error(s.input.error)
    const onClose = new Error('closing failed, too')
    const fail = { at: s.input.at, error }
    await run(s, 'the source fails, then the sink', filled(12, 64), { from: { fail }, to: { onClose }, error })
    await run(s, 'the sink fails, then the source', filled(12, 64), { from: { onClose }, to: { fail }, error })
  },

  async 'stalled-source'(s) {
    const { chunks, abortMs, busy } = s.input
    // How says in words what is special about the abort.
    const abortAt = (ms, { controller = new AbortController(), reason, how = '' } = {}) => {
      const abort = (say) => {
        say('abort', { how })
        controller.abort(reason)
      }
      const during = (say) => (ms === 0 ? abort(say) : setTimeout(abort, ms, say))
      return { options: { signal: controller.signal }, during }
    }
    const controller = new AbortController()
    const shared = () => abortAt(abortMs, { controller, reason: null, how: ' (two copies with one signal, whose reason is null)' })
    await Promise.all([
      run(s, 'while the source is silent', filled(chunks, 64), { from: { stall: true }, ...shared() }),
      run(s, 'while a write never ends', filled(busy.chunks, 64), { to: { writeMs: Infinity }, ...shared() }),
    ])
    await run(s, 'while the sink is busy', filled(busy.chunks, 64), { to: { writeMs: busy.writeMs }, ...abortAt(busy.abortMs) })
    const empty = abortAt(0, { reason: '', how: " (with '' as the reason)" })
    await run(s, 'before the call', filled(busy.chunks, 64), { to: { writeMs: busy.writeMs }, ...empty })
  },
}
