const { Readable, Transform, Writable, pipeline } = require('node:stream')
const { promisify } = require('node:util')

class Pages extends Readable {
  #page = 0
  #waiting = []

  constructor(fetchPage) {
    super({ objectMode: true, highWaterMark: 1 })
    this.fetchPage = fetchPage
  }

  _read() {
    if (this.#waiting.length > 0) return void this.push(this.#waiting.shift())
    this.#fetch().then(
      (more) => (more ? this._read() : this.push(null)),
      (error) => this.destroy(error),
    )
  }

  async #fetch() {
    while (this.#waiting.length === 0) {
      const items = await this.fetchPage(this.#page++)
      if (!items) return false
      this.#waiting.push(...items)
    }
    return true
  }
}

class Lines extends Transform {
  #rest = Buffer.alloc(0)

  constructor() {
    super({ readableObjectMode: true })
  }

  _transform(chunk, _encoding, done) {
    let bytes = Buffer.concat([this.#rest, chunk])
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10)) {
      const end = bytes[at - 1] === 13 ? at - 1 : at
      this.push(bytes.toString('utf8', 0, end))
      bytes = bytes.subarray(at + 1)
    }
    this.#rest = bytes
    done()
  }

  _flush(done) {
    if (this.#rest.length > 0) this.push(this.#rest.toString())
    done()
  }
}

class Batches extends Writable {
  #batch = []

  constructor(insert, size) {
    super({ objectMode: true, highWaterMark: size })
    this.insert = insert
    this.size = size
  }

  async _write(item, _encoding, done) {
    this.#batch.push(item)
    await this.#flush(this.size, done)
  }

  async _final(done) {
    await this.#flush(1, done)
  }

  async #flush(least, done) {
    try {
      if (this.#batch.length >= least) await this.insert(this.#batch.splice(0))
    } catch (error) {
      return done(error)
    }
    done()
  }
}

exports.pagedSource = (fetchPage) => new Pages(fetchPage)
exports.splitLines = () => new Lines()
exports.batchSink = (insert, size) => new Batches(insert, size)
exports.run = promisify(pipeline)
