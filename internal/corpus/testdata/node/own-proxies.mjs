// attack own: results that run code when they are read, again and again, deep and without end | exercise: microtask-batcher
// only: same-tick-coalescing | limits: wall=2s
// passes: none
const endless = () => new Proxy({}, { ownKeys: () => ['a', 'b', 'c'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 0 }), get: endless });
const long = new Proxy([], { get: (_, key) => (key === 'length' ? 2 ** 53 : endless()) });
const traps = new Proxy([], new Proxy({}, { get() { throw new Error('trap'); } }));
export const coalesce = (flush) => () => { flush(long); flush(traps); flush(endless()); };
export const processAll = async () => endless();
