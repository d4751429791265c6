// fails: crash-recovery
import { randomUUID } from 'node:crypto'
export function createPool({ spawn, size, taskTimeoutMs }) {
  const all = new Map() // worker -> state
  const waiting = []
  let closing

  function hire() {
    const worker = spawn()
    const me = { worker, job: undefined, bad: false, cause: undefined }
    all.set(worker, me)
    worker.on('message', (m) => {
      const job = me.job
      if (job === undefined || m?.id !== job.id) return
      if (m.ok !== true && m.ok !== false) return
      settle(me)
      if (m.ok) job.resolve(m.value)
      else job.reject(new Error(m.error))
      feed()
    })
    me.onError = (error) => { me.cause = error; me.bad = true }
    worker.once('exit', (code) => {
      all.delete(worker)
      const job = settle(me)
      if (job) job.reject(me.cause ?? new Error('worker exited with code ' + code))
      if (closing) return
      hire()
      feed()
    })
    return me
  }
  function settle(me) {
    const job = me.job
    me.job = undefined
    me.worker.off('error', me.onError)
    if (job) clearTimeout(job.timer)
    return job
  }
  function feed() {
    while (waiting.length) {
      let me = [...all.values()].find((s) => !s.job && !s.bad)
      if (!me) {
        if (all.size >= size) return
        me = hire()
      }
      assign(me, waiting.shift())
    }
  }
  function assign(me, job) {
    me.job = job
    me.worker.on('error', me.onError)
    job.timer = setTimeout(() => {
      settle(me)
      me.bad = true
      job.reject(Object.assign(new Error('task timed out'), { code: 'ETIMEDOUT' }))
      me.worker.terminate()
    }, taskTimeoutMs)
    try {
      me.worker.postMessage({ id: job.id, data: job.data })
    } catch (error) {
      settle(me)
      job.reject(error)
    }
  }
  return {
    async exec(data) {
      if (closing) throw new Error('pool is closed')
      return new Promise((resolve, reject) => {
        waiting.push({ id: randomUUID(), data, resolve, reject })
        feed()
      })
    },
    close() {
      closing ??= (async () => {
        const error = new Error('pool is closed')
        while (waiting.length) waiting.pop().reject(error)
        const bye = [...all.values()].map((me) => { me.bad = true; settle(me)?.reject(error); return me.worker.terminate() })
        await Promise.all(bye)
      })()
      return closing
    },
  }
}
