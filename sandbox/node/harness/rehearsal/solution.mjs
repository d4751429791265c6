import { EventEmitter } from 'node:events'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'

export async function copy(source, sink, { signal } = {}) {
  const upper = new Transform({
    transform(chunk, _encoding, done) {
      done(null, chunk.toString('utf8').toUpperCase())
    },
  })
  await pipeline(source, upper, sink, { signal })
}

export async function values(items, signal) {
  const emitter = new EventEmitter()
  const seen = new Map()
  emitter.on('item', (item) => seen.set(item, [...seen.keys()].length))
  for (const item of items) emitter.emit('item', item)
  signal?.addEventListener('abort', () => emitter.removeAllListeners(), { once: true })
  await sleep(5)
  return Object.fromEntries(seen)
}

export function fails(message, cause) {
  return Promise.reject(Object.assign(new Error(message, { cause }), { code: 'E_REHEARSED' }))
}
