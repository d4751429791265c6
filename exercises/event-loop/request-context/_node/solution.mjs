/**
 * Makes a context that follows each request through asynchronous code. All of its
 * functions may be used without their object.
 *
 * @template {object} S
 * @param {{ generateId: () => string }} options
 * @returns {{
 *   run<R>(store: S, fn: () => R): R,
 *   get(): S | undefined,
 *   with<R>(over: Partial<S>, fn: () => R): R,
 *   bind<F extends (...args: any[]) => any>(fn: F): F,
 *   middleware(req: import('node:http').IncomingMessage, res: import('node:http').ServerResponse, next: () => void): void,
 * }}
 */
export function createRequestContext({ generateId }) {
  throw new Error('createRequestContext is not written yet')
}
