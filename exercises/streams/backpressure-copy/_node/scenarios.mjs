import { Readable, Writable } from 'node:stream'

/** How many bytes were read, and how many of them the sink has taken. */
const newFlow = () => ({ pulled: 0, accepted: 0 })

/** A source that makes a chunk only when it is asked for one, and says so. */
function source(s, flow, chunks, { fail, stall } = {}) {
  let next = 0
  return new Readable({
    highWaterMark: chunks[0].length,
    read() {
      if (fail && next === fail.at) {
        s.emit('failing', { end: 'source' })
        return this.destroy(fail.error)
      }
      if (next === chunks.length) return stall ? undefined : this.push(null)
      const chunk = chunks[next++]
      flow.pulled += chunk.length
      s.emit('pull', { bytes: chunk.length, waiting: flow.pulled - flow.accepted })
      this.push(chunk)
    },
    destroy(error, done) {
      s.emit('closed', { end: 'source' })
      done(error)
    },
  })
}

/** A sink that takes its time, and says how much it was given, or what. */
function sink(s, flow, { room = 4096, writeMs = 1, flushMs = 1, fail, failFlush, show } = {}) {
  return new Writable({
    highWaterMark: room,
    async write(chunk, _encoding, done) {
      s.emit('write', { bytes: chunk.length, ...(show && { hex: Buffer.from(chunk).toString('hex') }) })
      await s.sleep(writeMs)
      if (fail && flow.accepted + chunk.length > fail.at * 64) {
        s.emit('failing', { end: 'sink' })
        return done(fail.error)
      }
      flow.accepted += chunk.length
      s.emit('accept', { bytes: chunk.length })
      done()
    },
    async final(done) {
      await s.sleep(flushMs)
      s.emit(failFlush ? 'failing' : 'flushed', { end: 'sink' })
      done(failFlush)
    },
    destroy(error, done) {
      s.emit('closed', { end: 'sink' })
      done(error)
    },
  })
}

const filled = (count, size) => Array.from({ length: count }, (_, i) => Buffer.alloc(size, i + 1))

/** Copies the chunks and says how it ended, if it did, within an hour of virtual time. */
async function run(s, chunks, { from, to, options } = {}) {
  const flow = newFlow()
  const [src, dst] = [source(s, flow, chunks, from), sink(s, flow, to)]
  s.settle(() => s.solution.copy(src, dst, options)).then(({ status, reason }) => {
    const failed = status !== 'fulfilled'
    s.emit('settled', { status: failed ? 'rejected' : status, messages: s.messages(reason) })
  })
  await s.sleep(3_600_000)
}

export const scenarios = {
  async bytes(s) {
    const chunks = s.input.chunks.map((hex) => Buffer.from(hex, 'hex'))
    await run(s, chunks, { to: { show: true } })
  },

  async 'slow-sink'(s) {
    const { chunks, size, room, writeMs } = s.input
    await run(s, filled(chunks, size), { to: { room, writeMs } })
  },

  async 'slow-flush'(s) {
    await run(s, filled(s.input.chunks, 64), { to: { flushMs: s.input.flushMs } })
  },

  async 'source-fails'(s) {
    const fail = { at: s.input.at, error: new Error(s.input.error) }
    await run(s, filled(12, 64), { from: { fail } })
  },

  async 'sink-fails'(s) {
    const fail = { at: s.input.at, error: new Error(s.input.error) }
    await run(s, filled(12, 64), { to: { fail } })
  },

  async 'flush-fails'(s) {
    await run(s, filled(s.input.at, 64), { to: { failFlush: new Error(s.input.error) } })
  },

  async 'stalled-source'(s) {
    const controller = new AbortController()
    setTimeout(() => {
      s.emit('abort')
      controller.abort()
    }, s.input.abortMs)
    await run(s, filled(s.input.chunks, 64), { from: { stall: true }, options: { signal: controller.signal } })
  },
}
