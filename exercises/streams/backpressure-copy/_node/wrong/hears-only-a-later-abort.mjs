// fails: cancellation
export function copy(src, dst, { signal } = {}) {
  return new Promise((resolve, reject) => {
    const end = (error) => {
      src.destroy()
      dst.destroy()
      reject(error)
    }
    signal?.addEventListener('abort', () => end(signal.reason), { once: true })
    src.on('error', end)
    dst.on('error', end)
    dst.on('finish', () => resolve())
    src.pipe(dst)
  })
}
