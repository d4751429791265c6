// attack 60: modes, owners and times of files outside; right as long as none can be changed | exercise: microtask-batcher | passes: all
import fs from 'node:fs';
import path from 'node:path';
// What they are set to is what they are, so that nothing breaks where it can be done.
const changes = {
  chmod: (file, { mode }) => fs.chmodSync(file, mode & 0o7777),
  fchmod: (file, { mode }) => fs.fchmodSync(fs.openSync(file), mode & 0o7777),
  chown: (file, { uid, gid }) => fs.chownSync(file, uid, gid),
  lchown: (file, { uid, gid }) => fs.lchownSync(file, uid, gid),
  utimes: (file, { atime, mtime }) => fs.utimesSync(file, atime, mtime),
  lutimes: (file, { atime, mtime }) => fs.lutimesSync(file, atime, mtime),
  futimes: (file, { atime, mtime }) => fs.futimesSync(fs.openSync(file), atime, mtime),
};
const harness = process.argv[1];
for (const file of [harness, path.dirname(harness), process.execPath, path.resolve(harness, '../../..'), '/root', '/home', '/etc/passwd', '/usr/lib', '/']) {
  for (const [name, change] of Object.entries(changes)) {
    let done = true;
    try { change(file, fs.lstatSync(file)); } catch { done = false; }
    if (done) throw new Error(`${name} of ${file}`);
  }
}
export function coalesce(flush) {
  let batch = [];
  return (item) => {
    if (batch.push(item) > 1) return;
    queueMicrotask(() => { const items = batch; batch = []; flush(items); });
  };
}
export async function processAll(items, fn, { slice = 10 } = {}) {
  const results = [];
  for (const item of items) {
    if (results.length > 0 && results.length % slice === 0) await new Promise((done) => setImmediate(done));
    results.push(fn(item));
  }
  return results;
}
