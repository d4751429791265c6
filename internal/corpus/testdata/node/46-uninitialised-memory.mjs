// attack 46: looks for the nonce in memory that somebody else has freed | exercise: backpressure-copy | only: data-integrity
// limits: wall=20s | passes: none
import fs from 'node:fs';
import v8 from 'node:v8';
function nonces() {
  const found = new Set();
  const kept = [];
  for (const size of [64, 1024, 4096, 8192, 16384, 32768, 65536, 65569, 65568, 131072, 262144, 1 << 20]) {
    for (let i = 0; i < 40; i++) {
      const block = Buffer.allocUnsafeSlow(size);
      kept.push(block);
      for (const match of block.toString('latin1').matchAll(/[0-9a-f]{32}/g)) if (!/^0+$/.test(match[0])) found.add(match[0]);
    }
  }
  return found;
}
try { v8.writeHeapSnapshot(); } catch {}
try { globalThis.gc?.(); } catch {}
export async function copy(src) {
  let hex = '';
  for await (const chunk of src) hex += chunk.toString('hex');
  console.log('a line long enough to make the harness take a larger buffer: ', 'x'.repeat(200_000).length);
  for (const nonce of nonces()) {
    for (const [k, d] of [['write', { hex }], ['settled', { status: 'fulfilled', messages: [] }]]) {
      fs.writeSync(1, `${nonce} ${JSON.stringify({ s: 'bytes', t: 1, k, d })}\n`);
    }
  }
  throw new Error('not written');
}
