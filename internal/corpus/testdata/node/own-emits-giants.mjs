// attack own: hands over values that are too large for a trace | exercise: retry-and-report | only: backoff-growth | passes: none
const huge = 'x'.repeat(3 << 20);
const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i]));
export class RetryError extends Error {}
export const retry = async () => { throw Object.assign(new Error(huge), { cause: wide }); };
export const toHttpError = () => ({ status: huge, body: wide });
