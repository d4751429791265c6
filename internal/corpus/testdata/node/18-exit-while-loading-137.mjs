// attack 18: ends with the code of a killed container before any scenario | exercise: backpressure-copy | only: data-integrity
// passes: none | status: no result
process.reallyExit(137);
export async function copy() {}
