// attack 36: prints one line without an end, on both streams | exercise: backpressure-copy | only: data-integrity | limits: wall=20s
// passes: none | status: output
import fs from 'node:fs';
export async function copy() { for (;;) for (const fd of [1, 2]) try { fs.writeSync(fd, 'x'.repeat(4096)); } catch {} }
