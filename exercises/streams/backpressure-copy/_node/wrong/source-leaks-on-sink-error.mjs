// fails: resource-cleanup
export function copy(src, dst, { signal } = {}) {
  return new Promise((resolve, reject) => {
    src.on('error', (e) => { dst.destroy(); reject(e) })
    dst.on('error', reject)
    dst.on('finish', resolve)
    const stop = () => { src.destroy(); dst.destroy(); reject(signal.reason) }
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
    src.pipe(dst)
  })
}
