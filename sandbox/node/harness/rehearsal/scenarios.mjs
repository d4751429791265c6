import { Readable, Writable } from 'node:stream'

function source(s, count, fail) {
  let next = 0
  return new Readable({
    highWaterMark: 64,
    read() {
      if (next === fail) return this.destroy(new Error('rehearsed'))
      this.push(next++ === count ? null : Buffer.alloc(64, 97))
      s.emit('pull', { next })
    },
  })
}

function sink(s) {
  return new Writable({
    highWaterMark: 128,
    async write(chunk, _encoding, done) {
      s.emit('write', { bytes: chunk.length, hex: Buffer.from(chunk).toString('hex') })
      await s.sleep(1)
      done()
    },
    final: (done) => done(),
  })
}

export const scenarios = {
  async values(s) {
    const controller = new AbortController()
    const items = Array.from({ length: 20 }, (_, i) => `item ${i}`)
    const timer = setTimeout(() => controller.abort(), 50)
    s.emit('values', { settled: await s.settle(s.solution.values(items, controller.signal)) })
    clearTimeout(timer)
    const { reason } = await s.settle(() => s.solution.fails('one', new Error('two')))
    s.emit('failed', { ref: s.ref(reason), type: s.typeOf(reason), reason, stack: String(reason.stack) })
    await s.macrotask(() => queueMicrotask(() => s.emit('micro', structuredClone({ a: [1, 'b', null] }))))
    await s.quiet()
  },

  async streams(s) {
    for (const fail of [undefined, undefined, 3]) s.emit('end', await s.settle(s.solution.copy(source(s, 12, fail), sink(s))))
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 3)
    s.emit('end', await s.settle(s.solution.copy(source(s, 12), sink(s), { signal: controller.signal })))
    await s.sleep(1000)
  },

  async timers(s) {
    const interval = setInterval(() => s.emit('tick', { at: Date.now(), ran: performance.now() }), 1)
    await s.sleep(3)
    clearInterval(interval)
    await s.turn(2)
  },
}
