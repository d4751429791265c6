// Collects the running node and its libraries into a folder, from inside an
// official image: node collect.mjs FOLDER NODE LIBRARIES MODE
import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const [folder, node, libraries, mode] = process.argv.slice(2);

function put(from, to, mode) {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  copyFileSync(from, join(folder, to));
  chmodSync(join(folder, to), mode);
}

// The dynamic loader has one fixed place; everything else is searched for.
function place(library) {
  return /\/ld-(linux|musl)[^/]*$/.test(library) ? library : join(libraries, basename(library));
}

put(process.execPath, node, Number.parseInt(mode, 8));
for (const library of process.report.getReport().sharedObjects) {
  if (library.startsWith('/') && library !== process.execPath && existsSync(library)) {
    put(library, place(library), 0o555);
  }
}
