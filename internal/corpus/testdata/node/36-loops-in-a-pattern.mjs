// attack 36: a regular expression that takes for ever, in a getter of the answer | exercise: retry-and-report | only: backoff-growth
// limits: wall=1s | passes: none | status: timeout
const slow = () => /^(a+)+$/.test('a'.repeat(60) + 'b');
export class RetryError extends Error {}
export const retry = async (op) => { await op().catch(() => {}); throw Object.defineProperty(new RetryError(), 'message', { get: slow }); };
export const toHttpError = () => ({});
