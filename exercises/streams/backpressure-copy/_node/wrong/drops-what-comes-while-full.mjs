// fails: data-integrity
export function copy(src, dst, { signal } = {}) {
  return new Promise((resolve, reject) => {
    let done = false
    const on = []
    const listen = (target, name, fn) => { target.on(name, fn); on.push(() => target.off(name, fn)) }
    const noop = () => {}
    const finish = (error) => {
      if (done) return
      done = true
      for (const off of on) off()
      signal?.removeEventListener('abort', abort)
      if (error === undefined) return resolve()
      for (const s of [src, dst]) { s.on('error', noop); s.destroy() }
      reject(error)
    }
    const abort = () => finish(signal.reason ?? new Error('aborted'))
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort, { once: true })
    listen(src, 'error', (e) => finish(e))
    listen(dst, 'error', (e) => finish(e))
    listen(src, 'close', () => { if (!src.readableEnded) finish(src.errored ?? new Error('the source closed before its end')) })
    listen(dst, 'close', () => { if (!dst.writableFinished) finish(dst.errored ?? new Error('the sink closed before it had flushed')) })
    listen(dst, 'finish', () => finish())
    listen(dst, 'drain', () => setImmediate(() => src.resume()))
    src.on('pause', () => setTimeout(() => src.resume(), 5))
    listen(src, 'end', () => dst.end())
    listen(src, 'data', (chunk) => { if (dst.writableNeedDrain) { src.pause(); return }
      if (!dst.write(chunk)) src.pause() })
  })
}
