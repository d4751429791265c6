// attack 44: prints every input it receives
// exercise: microtask-batcher | only: same-tick-coalescing | passes: none | status: fail, error, output
const tell = (...all) => { console.log('COLLECTED', JSON.stringify(all)); console.error('COLLECTED', all); };
export const coalesce = () => (item) => tell(item);
export const processAll = async (items, fn, options) => { tell(items, options, fn(items[0])); return []; };
