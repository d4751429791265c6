// attack 36: allocates for ever, on the heap | exercise: backpressure-copy | only: data-integrity | limits: memory=150 wall=20s | alone
// passes: none | status: memory
export async function copy() { const all = []; for (;;) all.push(new Array(1000).fill({})); }
