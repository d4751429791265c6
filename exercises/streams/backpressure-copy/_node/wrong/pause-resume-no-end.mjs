// fails: cancellation, completion-after-flush, error-propagation, resource-cleanup (handbook)
export async function copy(src, dst) {
  src.on('data', (chunk) => {
    if (!dst.write(chunk)) src.pause()
  })
  dst.on('drain', () => src.resume())
}
