// fails: cancellation
import { finished } from 'node:stream'

class Copy {
  #settled = false
  #sourceDone = false
  #onAbort = () => this.#fail(this.signal.reason)

  constructor(src, dst, signal) {
    this.src = src
    this.dst = dst
    this.signal = signal
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
  }

  start() {
    const { src, dst, signal } = this
    if (signal?.aborted) {
      this.#fail(signal.reason)
      return this.promise
    }
    signal?.addEventListener('abort', this.#onAbort, { once: true })
    finished(src, { writable: false }, (error) => {
      if (error) this.#fail(error)
      else this.#sourceEnded()
    })
    finished(dst, { readable: false }, (error) => {
      if (error) this.#fail(error)
      else if (!this.#sourceDone) this.#fail(new Error('the sink ended before the source'))
      else this.#succeed()
    })
    src.on('data', this.#onData)
    src.once('end', this.#sourceEnded)
    dst.on('drain', this.#onDrain)
    return this.promise
  }

  #onData = (chunk) => {
    if (this.#settled) return
    if (!this.dst.write(chunk)) this.src.pause()
  }

  #onDrain = () => {
    if (!this.#settled) this.src.resume()
  }

  #sourceEnded = () => {
    if (this.#settled || this.#sourceDone) return
    this.#sourceDone = true
    this.signal?.removeEventListener('abort', this.#onAbort)
    this.dst.end()
  }

  #succeed() {
    if (this.#settled) return
    this.#release()
    this.resolve()
  }

  #fail(error) {
    if (this.#settled) return
    this.#release()
    for (const stream of [this.src, this.dst]) {
      stream.on('error', () => {}) // a late error must not bring the process down
      stream.destroy()
    }
    if (error) this.reject(error)
    else this.resolve()
  }

  #release() {
    this.#settled = true
    this.signal?.removeEventListener('abort', this.#onAbort)
    this.src.off('data', this.#onData)
    this.src.off('end', this.#sourceEnded)
    this.dst.off('drain', this.#onDrain)
  }
}

export async function copy(src, dst, { signal } = {}) {
  return new Copy(src, dst, signal).start()
}
