// fails: fault-isolation
export function createPool({ spawn, size, taskTimeoutMs }) {
  const idle = new Set()
  const running = new Map()
  const ending = new Set()
  let queue = []
  let lastId = 0
  let closed = false

  function start() {
    const worker = spawn()
    worker.on('message', (message) => reply(worker, message))
    worker.on('error', (error) => lose(worker, error))
    worker.on('exit', (code) => lose(worker, new Error(`the worker exited with code ${code}`)))
    return worker
  }

  function pump() {
    while (queue.length > 0 && running.size < size) {
      const [worker = start()] = idle
      idle.delete(worker)
      run(worker, queue.shift())
    }
  }

  function run(worker, job) {
    running.set(worker, job)
    job.timer = setTimeout(() => expire(worker), taskTimeoutMs)
    worker.postMessage({ id: job.id, data: job.data })
  }

  function release(worker) {
    const job = forget(worker)
    idle.add(worker)
    return job
  }

  function forget(worker) {
    const job = running.get(worker)
    running.delete(worker)
    idle.delete(worker)
    clearTimeout(job?.timer)
    return job
  }

  function reply(worker, message) {
    const job = running.get(worker)
    if (!job || message?.id !== job.id) return
    release(worker)
    if (message.ok) job.resolve(message.value)
    else job.reject(new Error(message.error))
    pump()
  }

  function lose(worker, error) {
    forget(worker)?.reject(error)
    pump()
  }

  function end(worker) {
    const gone = worker.terminate().finally(() => ending.delete(gone))
    ending.add(gone)
  }

  function expire(worker) {
    end(worker)
    lose(worker, new Error(`the task took longer than ${taskTimeoutMs} ms`))
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
      for (const job of queue) job.reject(error)
      queue = []
      for (const worker of [...idle, ...running.keys()]) {
        end(worker)
        lose(worker, error)
      }
      await Promise.all(ending)
    },
  }
}
