// attack own: getters that answer otherwise each time they are read | exercise: retry-and-report | passes: none
let reads = 0;
const changing = (...values) => ({ get status() { return values[reads++ % values.length]; }, get body() { return values[reads++ % values.length]; } });
export class RetryError extends Error {}
export const retry = async () => changing('fulfilled', 'rejected');
export const toHttpError = () => changing(500, 404, 200);
