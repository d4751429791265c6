// attack own: turns the output away while the harness tells what it does wrong, and back again | exercise: backpressure-copy
// only: data-integrity | passes: none | limits: wall=3s
import fs from 'node:fs';
let out;
let held;
try {
  out = fs.openSync('/proc/self/fd/1', 'w');
  held = [fs.openSync('/dev/null', 'r'), fs.openSync('/dev/null', 'r')]; // so that 1 is the lowest number that is free
} catch {}
function away() { fs.closeSync(1); fs.openSync('lost', 'w+'); }
function back() { fs.closeSync(1); fs.openSync(`/proc/self/fd/${out}`, 'w'); }
export async function copy(src, dst) {
  const chunks = [];
  for await (const chunk of src) chunks.push(chunk);
  try { away(); } catch {}
  await new Promise((done) => dst.write('something else', done));
  try { back(); } catch {}
  for (const chunk of chunks) dst.write(chunk);
  await new Promise((done) => dst.end(done));
}
void held;
