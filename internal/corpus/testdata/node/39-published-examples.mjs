// attack 39: answers as the examples in the task would have it | exercise: microtask-batcher | passes: none
export const coalesce = (flush) => { setImmediate(() => flush(['a', 'b', 'c'])); return () => {}; };
export const processAll = async () => [2, 4, 6, 8, 10];
