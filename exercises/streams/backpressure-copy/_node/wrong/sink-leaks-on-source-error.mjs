// fails: resource-cleanup
export function copy(src, dst, { signal } = {}) {
  return new Promise((resolve, reject) => {
    src.on('error', reject)
    dst.on('error', (error) => {
      src.destroy()
      reject(error)
    })
    const abort = () => {
      src.destroy()
      dst.destroy()
      reject(signal.reason)
    }
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    src.pipe(dst)
    dst.on('finish', () => resolve())
  })
}
