// attack own: prints the words by which the end of the heap is known | exercise: backpressure-copy | only: data-integrity
// passes: none | status: no result, memory
import fs from 'node:fs';
export async function copy() { fs.writeSync(2, 'FATAL ERROR: JavaScript heap out of memory\n'); process.reallyExit(0); }
