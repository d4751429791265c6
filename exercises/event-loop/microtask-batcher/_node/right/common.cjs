const { setTimeout: sleep } = require('node:timers/promises')

class Batch {
  #items = []
  #flush
  constructor(flush) {
    this.#flush = flush
  }
  push = (item) => {
    const first = this.#items.length === 0
    this.#items.push(item)
    if (first) Promise.resolve().then(() => this.#deliver())
  }
  #deliver() {
    const items = this.#items
    this.#items = []
    this.#flush(items)
  }
}

module.exports = {
  coalesce: (flush) => new Batch(flush).push,
  async processAll(items, fn, { slice = 10 } = {}) {
    const results = new Array(items.length)
    for (const [i, item] of items.entries()) {
      results[i] = fn(item)
      if (i % slice === slice - 1) await sleep(0)
    }
    return results
  },
}
