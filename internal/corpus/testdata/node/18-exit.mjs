// attack 18: process.exit(0) while it is loaded | exercise: backpressure-copy | passes: none | status: error
export async function copy() {}
process.exit(0);
