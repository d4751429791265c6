// attack 36: allocates for ever, off the heap | exercise: backpressure-copy | only: data-integrity | limits: memory=150 wall=20s | alone
// passes: none | status: memory
export async function copy() { const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1)); }
