// Spawns all workers at once, and each that has exited makes place for another at once.
exports.createPool = ({ spawn, size, taskTimeoutMs }) => {
  const seats = new Set()
  const queue = []
  const jobs = new Map() // id -> job
  let next = 1
  let closing = null

  const finish = (job, error, value) => {
    if (!job || !jobs.delete(job.id)) return
    clearTimeout(job.timer)
    if (job.seat) job.seat.job = null
    if (error) job.reject(error.reason)
    else job.resolve(value)
    setImmediate(feed)
  }

  const fail = (job, reason) => finish(job, { reason }) // boxed, since anything can be a reason

  const dismiss = (seat, reason) => {
    seat.dismissed = true
    fail(seat.job, reason)
  }

  function hire() {
    const seat = { worker: spawn(), job: null, dismissed: false }
    seat.exited = new Promise((resolve) => seat.worker.once('exit', resolve))
    seat.worker.on('message', (message) => {
      const job = message && jobs.get(message.id)
      if (!job || job.seat !== seat) return
      if (message.ok === true) finish(job, null, message.value)
      if (message.ok === false) fail(job, new Error(message.error))
    })
    seat.worker.on('error', (error) => dismiss(seat, error))
    seat.worker.on('exit', () => {
      dismiss(seat, new Error('worker gone'))
      seats.delete(seat)
      if (!closing) hire()
    })
    seats.add(seat)
    feed()
  }

  function feed() {
    for (const seat of seats) {
      if (queue.length === 0) return
      if (!seat.job && !seat.dismissed) give(seat, queue.shift())
    }
  }

  function give(seat, job) {
    seat.job = job
    job.seat = seat
    job.timer = setTimeout(() => {
      dismiss(seat, new Error('timeout'))
      seat.worker.terminate()
    }, taskTimeoutMs)
    try {
      seat.worker.postMessage({ id: job.id, data: job.data })
    } catch (error) {
      fail(job, error)
    }
  }

  for (let i = 0; i < size; i++) hire()

  return {
    exec: (data) =>
      new Promise((resolve, reject) => {
        if (closing) return reject(new Error('closed'))
        const job = { id: next++, data, resolve, reject }
        jobs.set(job.id, job)
        queue.push(job)
        feed()
      }),
    close() {
      closing ??= (async () => {
        await null
        queue.length = 0
        for (const job of [...jobs.values()]) fail(job, new Error('closed'))
        for (const seat of seats) {
          seat.dismissed = true
          seat.worker.terminate()
        }
        await Promise.all([...seats].map((seat) => seat.exited))
      })()
      return closing
    },
  }
}
