/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {(error?: unknown) => void} Next
 * @typedef {(req: Request, res: Response, next: Next) => unknown} Middleware
 * @typedef {(error: unknown, req: Request, res: Response, next: Next) => unknown} ErrorHandler
 */

/**
 * Makes an app: a chain of functions that each request passes through.
 *
 * @returns {{
 *   use: (...fns: (Middleware | ErrorHandler)[]) => void,
 *   handle: (req: Request, res: Response, done: Next) => void,
 * }}
 */
export function createApp() {
  throw new Error('createApp is not written yet')
}
