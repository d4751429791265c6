export function copy(src, dst, { signal } = {}) {
  return new Promise((resolve, reject) => {
    let over = false
    const end = (error) => {
      if (over) return
      over = true
      signal?.removeEventListener('abort', abort)
      if (!error) return resolve()
      src.destroy()
      dst.destroy()
      reject(error)
    }
    const abort = () => end(new Error('the copy was aborted'))
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    src.on('error', end)
    dst.on('error', end)
    src.on('data', (chunk) => {
      if (!dst.write(chunk)) src.pause()
    })
    dst.on('drain', () => src.resume())
    src.on('end', () => dst.end())
    dst.on('finish', () => end())
  })
}
