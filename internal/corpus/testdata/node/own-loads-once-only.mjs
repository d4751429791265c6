// attack own: loads for the first run, and throws when it is run once more
// exercise: retry-and-report | only: backoff-growth | passes: none | status: error, fail
import { randomInt } from 'node:crypto';
if (randomInt(10) < 2 || process.uptime() > 1e9) throw new Error('not today');
export class RetryError extends Error {}
export const retry = async () => {};
export const toHttpError = () => ({});
