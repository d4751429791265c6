// fails: cancellation, error-propagation, resource-cleanup (handbook)
export function copy(src, dst) {
  return new Promise((resolve) => {
    src.pipe(dst)
    dst.on('finish', () => resolve())
  })
}
