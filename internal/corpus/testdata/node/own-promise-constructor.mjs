// attack own: has every await of the harness go through a then of its own
// exercise: retry-and-report | only: backoff-growth | passes: none
// limits: wall=2s
const { then } = Promise.prototype;
const native = Promise;
const values = [];
Object.defineProperty(Promise.prototype, 'constructor', { configurable: true, get() { return function Fake(executor) { return new native(executor); }; } });
Promise.prototype.then = function (yes, no) {
  return then.call(this, (value) => {
    values.push(value);
    // What the harness waits for looks like { done, ok, value, stuck }: all is well.
    if (value && typeof value === 'object' && 'stuck' in value) Object.assign(value, { done: true, ok: true, stuck: '' });
    return yes?.(value);
  }, (error) => (yes ? yes(undefined) : no?.(error)));
};
export class RetryError extends Error {}
export const retry = async () => { throw new RangeError('not written'); };
export const toHttpError = () => ({ status: 500, body: '' });
