// attack 18: process.exit with the code of a container that was killed | exercise: backpressure-copy | only: data-integrity
// passes: none | status: error
export async function copy() { process.exit(137); }
