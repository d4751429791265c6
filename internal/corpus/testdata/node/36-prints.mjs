// attack 36: prints for ever | exercise: backpressure-copy | only: data-integrity | limits: wall=20s | passes: none | status: output
import fs from 'node:fs';
export async function copy() { for (;;) try { fs.writeSync(1, 'x'.repeat(4095) + '\n'); } catch {} }
