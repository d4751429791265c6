/**
 * @typedef {import('node:worker_threads').Worker} Worker
 */

/**
 * Makes a pool of workers that live longer than their tasks.
 *
 * @param {object} options
 * @param {() => Worker} options.spawn starts a worker
 * @param {number} options.size how many workers there are at most
 * @param {number} options.taskTimeoutMs how long a worker may take for one task
 * @returns {{ exec: (data: unknown) => Promise<unknown>, close: () => Promise<void> }}
 */
export function createPool({ spawn, size, taskTimeoutMs }) {
  throw new Error('createPool is not written yet')
}
