// attack own: describes its own errors, with frames and places of others
// exercise: microtask-batcher | only: same-tick-coalescing
// passes: none | status: error, fail
Error.prepareStackTrace = (error, sites) => {
  try { for (const site of sites) site.getThis()?.emit?.('flush', { items: [] }); } catch {}
  return `${error}\n    at scenarios.mjs:1:1\n    at file:///drill/harness/runner.cjs:1:1\n\x1b[2J::error file=x::forged`;
};
Error.stackTraceLimit = Infinity;
class Odd extends Error {
  get name() { throw new Error('name'); }
  get message() { return { toString() { throw new Error('message'); } }; }
  get stack() { return new Proxy({}, {}); }
}
export const coalesce = () => { throw new Odd(); };
export const processAll = () => { throw new Odd(); };
