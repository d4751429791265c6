// Spawns all workers at once and replaces each that goes as soon as it is known to be gone.
exports.createPool = ({ spawn, size, taskTimeoutMs }) => {
  const seats = new Set()
  const queue = []
  const jobs = new Map() // id -> job
  let next = 1
  let closing = null

  const finish = (job, error, value) => {
    if (!jobs.delete(job.id)) return
    clearTimeout(job.timer)
    if (job.seat) job.seat.job = null
    if (error) job.reject(error)
    else job.resolve(value)
    setImmediate(feed)
  }

  const leave = (seat, error) => {
    if (!seats.delete(seat)) return
    if (seat.job) finish(seat.job, error)
    if (!closing) hire()
  }

  function hire() {
    const seat = { worker: spawn(), job: null }
    seat.exited = new Promise((resolve) => seat.worker.once('exit', resolve))
    seat.worker.on('message', (message) => {
      const job = message && jobs.get(message.id)
      if (job && job.seat === seat) finish(job, message.ok ? null : new Error(message.error), message.value)
    })
    seat.worker.on('error', (error) => leave(seat, error))
    seat.worker.on('exit', () => leave(seat, new Error('worker gone')))
    seats.add(seat)
    feed()
  }

  function feed() {
    for (const seat of seats) {
      if (queue.length === 0) return
      if (!seat.job) give(seat, queue.shift())
    }
  }

  function give(seat, job) {
    seat.job = job
    job.seat = seat
    job.timer = setTimeout(() => {
      leave(seat, new Error('timeout'))
      seat.worker.terminate()
    }, taskTimeoutMs)
    try {
      seat.worker.postMessage({ id: job.id, data: job.data })
    } catch (error) {
      finish(job, error)
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
        const left = [...seats]
        seats.clear()
        for (const job of [...jobs.values()]) finish(job, new Error('closed'))
        for (const seat of left) seat.worker.terminate()
        await Promise.all(left.map((seat) => seat.exited))
      })()
      return closing
    },
  }
}
