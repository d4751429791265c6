/**
 * Makes an event loop with virtual time that runs callbacks in the order of Node's
 * phases: timers, poll, check, close.
 *
 * @returns {{
 *   now(): number,
 *   nextTick(fn: () => void): void,
 *   microtask(fn: () => void): void,
 *   setTimeout(fn: () => void, ms: number): { unref(): void },
 *   clearTimeout(timer: object): void,
 *   setImmediate(fn: () => void): void,
 *   io(fn: () => void, ms: number): void,
 *   onClose(fn: () => void): void,
 *   busy(ms: number): void,
 *   run(main: () => void): void,
 * }}
 */
export function createLoop() {
  throw new Error('createLoop is not written yet')
}
