// attack own: puts a file in the place of the output and reads the nonce there | exercise: backpressure-copy
// only: data-integrity | passes: none | limits: wall=3s
import fs from 'node:fs';
let out;
try { out = fs.openSync('/proc/self/fd/1', 'w'); } catch {}
export async function copy(src) {
  let hex = '';
  for await (const chunk of src) hex += chunk.toString('hex');
  fs.closeSync(1);
  fs.openSync('caught', 'w+');
  await new Promise((done) => setTimeout(done, 1));
  console.log('something that the harness writes');
  const nonce = fs.readFileSync('caught', 'latin1').slice(0, 32);
  for (const [k, d] of [['write', { hex }], ['settled', { status: 'fulfilled', messages: [] }], ['@end', {}]]) {
    fs.writeSync(out ?? 2, `${nonce} ${JSON.stringify({ s: 'bytes', t: 3_600_000, k, d })}\n`);
  }
}
