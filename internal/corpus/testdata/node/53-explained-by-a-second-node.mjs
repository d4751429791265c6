// attack 53: an error that looks like a syntax error, for which a second Node is started
// exercise: backpressure-copy | only: data-integrity | passes: none | status: error
import fs from 'node:fs';
const dir = new URL('.', import.meta.url).pathname;
fs.writeFileSync(dir + 'pre.cjs', `
delete process.env.NODE_OPTIONS;
let line = 0;
try { process.binding('fs'); line += 1000; } catch {}
try { if (String(require('node:child_process').execFileSync(process.execPath, ['-p', '1+1'])).trim() === '2') line += 200; } catch {}
try { if (typeof require('node:inspector').Session.prototype.connect === 'function') line += 30; } catch {}
try { require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(()=>{},1000)'], { detached: true, stdio: 'ignore' }).unref(); line += 4; } catch {}
process.stderr.write('solution.mjs:' + line + '\\n   ^\\n'); process.reallyExit(1);
`);
process.env.NODE_OPTIONS = '--require=' + dir + 'pre.cjs';
const e = new SyntaxError('x');
e.stack = 'SyntaxError: x';
throw e;
