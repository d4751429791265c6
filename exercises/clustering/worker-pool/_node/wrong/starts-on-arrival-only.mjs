// fails: concurrency-limit, concurrency-saturation, fault-isolation, crash-recovery, result-correlation, deadline
export function createPool({ spawn, size, taskTimeoutMs }) {
  const seats = new Set()
  const queue = []
  let lastId = 0
  let closed = false

  function start() {
    const worker = spawn()
    const seat = { worker, job: undefined, leaving: false }
    seat.exited = new Promise((resolve) => {
      worker.on('exit', (code) => {
        seats.delete(seat)
        lose(seat, new Error(`the worker exited with code ${code}`))
        resolve()
      })
    })
    worker.on('error', (error) => lose(seat, error))
    worker.on('message', (message) => reply(seat, message))
    seats.add(seat)
    return seat
  }

  function pump() {
    while (queue.length > 0) {
      let seat = [...seats].find(({ job, leaving }) => !job && !leaving)
      if (!seat && seats.size < size) seat = start()
      if (!seat) return
      run(seat, queue.shift())
    }
  }

  function run(seat, job) {
    seat.job = job
    job.timer = setTimeout(() => expire(seat), taskTimeoutMs)
    try {
      seat.worker.postMessage({ id: job.id, data: job.data })
    } catch (error) {
      release(seat).reject(error)
    }
  }

  function release(seat) {
    const { job } = seat
    seat.job = undefined
    clearTimeout(job?.timer)
    return job
  }

  function reply(seat, message) {
    if (!seat.job || message?.id !== seat.job.id || typeof message.ok !== 'boolean') return
    const job = release(seat)
    if (message.ok) job.resolve(message.value)
    else job.reject(new Error(message.error))
  }

  function lose(seat, error) {
    seat.leaving = true
    release(seat)?.reject(error)
  }

  function expire(seat) {
    lose(seat, new Error(`the task took longer than ${taskTimeoutMs} ms`))
    seat.worker.terminate()
  }

  return {
    exec(data) {
      if (closed) return Promise.reject(new Error('the pool is closed'))
      return new Promise((resolve, reject) => {
        queue.push({ id: ++lastId, data, resolve, reject })
        pump()
      })
    },
    async close() {
      closed = true
      const error = new Error('the pool was closed')
      for (const job of queue.splice(0)) job.reject(error)
      const exits = []
      for (const seat of seats) {
        lose(seat, error)
        seat.worker.terminate()
        exits.push(seat.exited)
      }
      await Promise.all(exits)
    },
  }
}
