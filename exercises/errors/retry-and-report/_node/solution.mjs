/** What retry rejects with when every attempt has failed. */
export class RetryError extends Error {}

/**
 * Calls op until it succeeds, fails for good, or the attempts are used up.
 *
 * @template T
 * @param {() => Promise<T>} op
 * @param {object} options
 * @param {number} options.attempts calls in all, the first one included
 * @param {number} options.baseMs longest wait after the first attempt
 * @param {number} options.maxMs longest wait of all
 * @param {() => number} options.random from 0 to 1, called once a wait
 * @param {(error: unknown) => boolean} options.isRetryable whether trying again may help
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<T>}
 */
export async function retry(op, { attempts, baseMs, maxMs, random, isRetryable, signal }) {
  throw new Error('retry is not written yet')
}

/**
 * Turns whatever was thrown into an answer for a client.
 *
 * @param {unknown} value
 * @returns {{ status: number, body: { error: string } }}
 */
export function toHttpError(value) {
  throw new Error('toHttpError is not written yet')
}
