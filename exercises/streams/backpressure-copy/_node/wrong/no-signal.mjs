// fails: cancellation
import { pipeline } from 'node:stream/promises'

export async function copy(src, dst) {
  await pipeline(src, dst)
}
