// attack 18: the exit below process.exit, with the code of a container that was killed | exercise: backpressure-copy | only: data-integrity
// passes: none | status: no result
export async function copy() { process.reallyExit(137); }
