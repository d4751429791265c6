// fails: resource-cleanup
export function copy(src, dst, { signal } = {}) {
  return new Promise((resolve, reject) => {
    src.on('error', reject)
    dst.on('error', (error) => {
      src.destroy()
      reject(error)
    })
    signal?.addEventListener('abort', () => {
      src.destroy()
      dst.destroy()
      reject(signal.reason)
    })
    src.pipe(dst)
    dst.on('finish', () => resolve())
  })
}
