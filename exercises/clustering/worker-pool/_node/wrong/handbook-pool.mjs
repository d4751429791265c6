// fails: crash-recovery, deadline, fault-isolation, graceful-shutdown, result-correlation (handbook)
export function createPool({ spawn, size }) {
  const queue = []
  let ids = 0
  const workers = Array.from({ length: size }, () => {
    const worker = spawn()
    worker.on('message', (message) => {
      const { task } = worker
      worker.task = null
      if (message?.ok) task?.resolve(message.value)
      else task?.reject(new Error(message?.error))
      next()
    })
    worker.on('error', (error) => {
      worker.task?.reject(error)
      worker.task = null
      next()
    })
    return worker
  })
  function next() {
    const worker = workers.find((worker) => !worker.task)
    if (queue.length === 0 || !worker) return
    worker.task = queue.shift()
    worker.postMessage({ id: ++ids, data: worker.task.data })
  }
  return {
    exec: (data) =>
      new Promise((resolve, reject) => {
        queue.push({ data, resolve, reject })
        next()
      }),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
