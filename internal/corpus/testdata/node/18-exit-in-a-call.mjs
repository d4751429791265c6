// attack 18: process.exit(0) when it is called | exercise: microtask-batcher | passes: none | status: error
export const coalesce = () => process.exit(0);
export const processAll = () => process.exit(0);
