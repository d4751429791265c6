// attack 46: reads its own memory through /proc and writes a trace with the nonce it finds | exercise: backpressure-copy
// only: data-integrity | passes: none | limits: wall=20s
// local: a process can read its own memory through /proc/self/mem, and Landlock cannot withhold that file alone
import fs from 'node:fs';
const MARK = /^[0-9a-f]{32} $/;
function nonces() {
  const found = new Set();
  const mem = fs.openSync('/proc/self/mem', 'r');
  for (const line of fs.readFileSync('/proc/self/maps', 'utf8').split('\n')) {
    const range = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
    if (!range) continue;
    let at = parseInt(range[1], 16);
    const end = parseInt(range[2], 16);
    if (end - at > 256 << 20) continue;
    const block = Buffer.alloc(1 << 20);
    for (; at < end; at += block.length - 64) {
      let read = 0;
      try { read = fs.readSync(mem, block, 0, Math.min(block.length, end - at), at); } catch { continue; }
      for (let i = 32; (i = block.indexOf(' {"s":"', i)) > 0 && i < read; i++) {
        const text = block.toString('latin1', i - 32, i + 1);
        if (MARK.test(text)) found.add(text);
      }
    }
  }
  return found;
}
export async function copy(src) {
  let hex = '';
  for await (const chunk of src) hex += chunk.toString('hex');
  for (const nonce of nonces()) {
    for (const [k, d] of [['write', { hex }], ['settled', { status: 'fulfilled', messages: [] }]]) {
      fs.writeSync(1, `${nonce}${JSON.stringify({ s: 'bytes', t: 1, k, d })}\n`);
    }
  }
  throw new Error('not written');
}
