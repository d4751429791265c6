// attack 35: promises and thenables that never settle | exercise: retry-and-report | only: backoff-growth | passes: none
export class RetryError extends Error {}
export const retry = () => ({ then() {} });
export const toHttpError = () => new Promise(() => {});
