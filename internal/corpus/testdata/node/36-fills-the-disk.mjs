// attack 36: fills its folder, with bytes and with files | exercise: backpressure-copy | only: data-integrity
// limits: disk=4 wall=10s | alone | passes: none
import fs from 'node:fs';
export async function copy() {
  const block = Buffer.alloc(1 << 16, 1);
  try { for (let i = 0; i < 2000; i++) fs.writeFileSync(`fill${i}`, block); } catch {}
  try { for (let i = 0; i < 20_000; i++) fs.writeFileSync(`file${i}`, ''); } catch {}
  try { fs.truncateSync('fill0', 2 ** 40); } catch {}
}
