import { Readable, Writable } from 'node:stream'

/** A source that makes a chunk only when it is asked for one, and says so. */
function source(s, chunks, { fail, stall } = {}) {
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

/** A sink that takes its time, and says what it was given. */
function sink(s, { room = 4096, writeMs = 1, flushMs = 1, fail, failFlush } = {}) {
  return new Writable({
    highWaterMark: room,
    async write(chunk, _encoding, done) {
      s.emit('write', { hex: Buffer.from(chunk).toString('hex') })
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

const flow = { pulled: 0, accepted: 0 }
const filled = (count, size) => Array.from({ length: count }, (_, i) => Buffer.alloc(size, i + 1))

/** Runs the copy and says how it ended, if it did, within an hour of virtual time. */
async function run(s, src, dst, options) {
  s.settle(() => s.solution.copy(src, dst, options)).then(({ status, reason }) => {
    const failed = status !== 'fulfilled'
    s.emit('settled', { status: failed ? 'rejected' : status, messages: failed ? messages(reason) : [] })
  })
  await s.sleep(3_600_000)
}

function messages(error) {
  const found = []
  for (let e = error; e !== undefined && e !== null && found.length < 8; e = e.cause) found.push(String(e.message ?? e))
  return found
}

export const scenarios = {
  async bytes(s) {
    const chunks = s.input.chunks.map((hex) => Buffer.from(hex, 'hex'))
    await run(s, source(s, chunks), sink(s))
  },

  async 'slow-sink'(s) {
    const { chunks, size, room, writeMs } = s.input
    await run(s, source(s, filled(chunks, size)), sink(s, { room, writeMs }))
  },

  async 'slow-flush'(s) {
    await run(s, source(s, filled(s.input.chunks, 64)), sink(s, { flushMs: s.input.flushMs }))
  },

  async 'source-fails'(s) {
    const fail = { at: s.input.at, error: new Error(s.input.error) }
    await run(s, source(s, filled(12, 64), { fail }), sink(s))
  },

  async 'sink-fails'(s) {
    const fail = { at: s.input.at, error: new Error(s.input.error) }
    await run(s, source(s, filled(12, 64)), sink(s, { fail }))
  },

  async 'flush-fails'(s) {
    await run(s, source(s, filled(s.input.at, 64)), sink(s, { failFlush: new Error(s.input.error) }))
  },

  async 'stalled-source'(s) {
    const controller = new AbortController()
    setTimeout(() => {
      s.emit('abort')
      controller.abort()
    }, s.input.abortMs)
    await run(s, source(s, filled(s.input.chunks, 64), { stall: true }), sink(s), { signal: controller.signal })
  },
}
