// fails: cancellation, resource-cleanup
import { pipeline } from 'node:stream/promises'
export async function copy(src, dst, { signal } = {}) {
  let onAbort
  const gone = new Promise((_, reject) => { onAbort = () => reject(signal.reason) })
  if (signal?.aborted) throw signal.reason
  signal?.addEventListener('abort', onAbort)
  try { await Promise.race([pipeline(src, dst), gone]) } finally { signal?.removeEventListener('abort', onAbort) }
}
