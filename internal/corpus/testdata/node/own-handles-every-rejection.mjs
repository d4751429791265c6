// attack own: takes hold of every promise, so that no rejection is without a handler
// exercise: map-limit | passes: concurrency-limit, concurrency-saturation, order-preserved, fail-fast, partial-failure, no-leaked-work
// status: fail
import hooks from 'node:async_hooks';
import v8 from 'node:v8';
const { then } = Promise.prototype;
const handle = Function.prototype.call.bind(then);
let busy = false;
function take(promise) {
  if (busy || !(promise instanceof Promise)) return;
  busy = true;
  try { handle(promise, undefined, () => {}); } finally { busy = false; }
}
try { v8.promiseHooks.onInit(take); } catch {}
hooks.createHook({ init: (_id, _type, _trigger, resource) => take(resource) }).enable();

export async function mapLimit(items, limit, fn, { signal: caller } = {}) {
  const controller = new AbortController()
  const { signal } = controller
  const results = new Array(items.length)
  const waiting = items.entries() // shared, so that every worker takes the next item

  const work = async () => {
    for (const [index, item] of waiting) {
      results[index] = await fn(item, index, signal)
      if (signal.aborted) return
    }
  }
  let stop
  const stopped = new Promise((_, reject) => {
    stop = (reason) => {
      reject(reason)
      controller.abort(reason)
    }
  })
  if (caller?.aborted) stop(caller.reason)
  caller?.throwIfAborted()
  const giveUp = () => stop(caller.reason)
  caller?.addEventListener('abort', giveUp, { once: true })
  try {
    const workers = Array.from({ length: limit }, () => work().catch(stop))
    await Promise.race([stopped, Promise.all(workers)])
    return results
  } finally {
    caller?.removeEventListener('abort', giveUp)
  }
}

export async function settle(items, limit, fn, options) {
  const outcome = async (item, index, signal) => {
    try {
      return { status: 'fulfilled', value: await fn(item, index, signal) }
    } catch (reason) {
      return { status: 'rejected', reason }
    }
  }
  return mapLimit(items, limit, outcome, options)
}
