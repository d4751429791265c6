// attack 34: empties its input, so that nothing is the right answer | exercise: microtask-batcher
// passes: none | status: fail
export const coalesce = (flush) => (item) => { void item; flush([]); };
export async function processAll(items, fn, options) {
  items.length = 0;
  options.slice = 0;
  return items;
}
