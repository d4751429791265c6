// fails: cancellation
class Run {
  constructor(items, limit, fn, signal, onError) {
    this.items = items; this.limit = limit; this.fn = fn; this.signal = signal; this.onError = onError
    this.next = 0; this.active = 0; this.results = new Array(items.length); this.done = false
    this.controller = new AbortController()
    this.onAbort = () => this.finish(() => this.reject(this.signal.reason), this.signal.reason)
  }
  start() {
    return new Promise((resolve, reject) => {
      this.resolve = resolve; this.reject = reject
      if (this.signal?.aborted && !this.onError) { reject(this.signal.reason); return }
      this.signal?.addEventListener('abort', this.onAbort, { once: true })
      this.fill()
    })
  }
  fill() {
    while (!this.done && this.active < this.limit && this.next < this.items.length) {
      const i = this.next++
      this.active++
      this.call(i).then((v) => { this.results[i] = v; this.active--; this.fill() }, (e) => this.failed(i, e))
    }
    if (!this.done && this.active === 0 && this.next >= this.items.length) this.finish(() => this.resolve(this.results))
  }
  async call(i) {
    const v = await this.fn(this.items[i], i, this.controller.signal)
    return this.onError ? { status: 'fulfilled', value: v } : v
  }
  failed(i, e) {
    if (this.done) return
    if (this.onError) { this.results[i] = { status: 'rejected', reason: e }; this.active--; this.fill(); return }
    this.finish(() => this.reject(e), e)
  }
  finish(settle, abortReason) {
    if (this.done) return
    this.done = true
    this.signal?.removeEventListener('abort', this.onAbort)
    settle()
    if (arguments.length > 1) this.controller.abort(abortReason)
  }
}
export async function mapLimit(items, limit, fn, { signal } = {}) { return new Run(items, limit, fn, signal, false).start() }
export async function settle(items, limit, fn, { signal } = {}) { return new Run(items, limit, fn, signal, true).start() }
