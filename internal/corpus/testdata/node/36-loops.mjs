// attack 36: loops for ever | exercise: backpressure-copy | only: data-integrity | limits: wall=1s
// passes: none | status: timeout
export async function copy() { for (;;); }
