// attack 23, 38: answers with objects that equal, contain and compare to anything | exercise: retry-and-report
// passes: none
const equal = () => true;
const everything = new Proxy(function () {}, {
  get(_, key) {
    if (key === 'then') return undefined;
    if (key === Symbol.toPrimitive) return () => 500;
    return typeof key === 'symbol' || key === 'equals' || key === 'asymmetricMatch' ? equal : everything;
  },
  has: equal, apply: () => everything, construct: () => everything,
});
everything.toJSON = () => ({ status: 500, body: '' });
export const RetryError = everything;
export const retry = async () => { throw everything; };
export const toHttpError = () => everything;
