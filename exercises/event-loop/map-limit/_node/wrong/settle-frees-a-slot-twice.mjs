// fails: concurrency-limit
/** Runs calls for the items, a few at a time. Subclasses say what an outcome means. */
class Pool {
  state = 'running' // then 'done' or 'stopped'
  inFlight = 0
  started = 0
  ended = 0
  controller = new AbortController()

  constructor(items, limit, fn, signal) {
    this.items = [...items]
    this.limit = limit
    this.fn = fn
    this.signal = signal
    this.results = this.items.map(() => undefined)
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
  }

  start() {
    if (this.signal?.aborted) {
      this.stop(this.signal.reason)
    } else {
      this.signal?.addEventListener('abort', this)
      this.advance()
    }
    return this.promise
  }

  handleEvent() {
    this.stop(this.signal.reason)
  }

  advance() {
    while (this.state === 'running' && this.inFlight < this.limit && this.started < this.items.length) {
      this.launch(this.started++)
    }
    if (this.state === 'running' && this.ended === this.items.length) {
      this.leave('done')
      this.resolve(this.results)
    }
  }

  launch(index) {
    this.inFlight++
    let promise
    try {
      promise = Promise.resolve(this.fn(this.items[index], index, this.controller.signal))
    } catch (thrown) {
      // Thrown, not rejected: known before the next call is started.
      this.failed(index, thrown)
      this.inFlight--
      this.ended++
      return
    }
    promise
      .then(
        (value) => this.succeeded(index, value),
        (reason) => this.failed(index, reason),
      )
      .then(() => {
        this.inFlight--
        this.ended++
        this.advance()
      })
  }

  stop(reason) {
    if (this.state !== 'running') return
    this.leave('stopped')
    this.reject(reason)
    this.controller.abort(reason)
  }

  leave(state) {
    this.state = state
    this.signal?.removeEventListener('abort', this)
  }
}

class MapPool extends Pool {
  succeeded(index, value) {
    this.results[index] = value
  }
  failed(index, reason) {
    this.stop(reason)
  }
}

class SettlePool extends Pool {
  succeeded(index, value) {
    this.results[index] = { status: 'fulfilled', value }
  }
  failed(index, reason) {
    this.results[index] = { status: 'rejected', reason }
    this.inFlight--
  }
}

export async function mapLimit(items, limit, fn, { signal } = {}) {
  return new MapPool(items, limit, fn, signal).start()
}

export async function settle(items, limit, fn, { signal } = {}) {
  return new SettlePool(items, limit, fn, signal).start()
}
