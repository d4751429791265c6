'use strict';
// The harness: waits for one job on standard input, runs it, and writes its trace
// to standard output. Arguments: --work=DIR, a writable folder for the job's files;
// --rehearse, to prepare for a job that comes later, instead of one that comes at
// once; with it --idle=SECONDS, after which it ends with 0 when no job came.

const { clearTimeout, reallyExit, setTimeout } = require('./primordials.cjs');
const { Emitter } = require('./emitter.cjs');
const { prepare: prepareOutput } = require('./capture.cjs');
const { guard, watch } = require('./guards.cjs');
const { hideModules, lockForAll, lockForJob } = require('./lockdown.cjs');
const { readJob } = require('./input.cjs');
const { arm } = require('./patches.cjs');
const { protect } = require('./protect.cjs');
const { Runner } = require('./runner.cjs');
const { Trace } = require('./trace.cjs');

const STDOUT = 1;
const BROKEN = 70; // exit code when the harness itself failed
const NO_JOB = 64; // exit code when the input ended without a job

function argument(name, otherwise) {
  const found = process.argv.find((text) => text.startsWith(`--${name}=`));
  return found ? found.slice(name.length + 3) : otherwise;
}

// prepare rehearses until a job comes, and resolves to what readJob does.
async function prepare(work) {
  const { rehearse } = require('./rehearsal.cjs');
  const idle = Number(argument('idle', 0));
  // Not what keeps the loop going, which would look like work under way.
  const ending = idle > 0 ? setTimeout(() => reallyExit(0), idle * 1000).unref() : null;
  const coming = readJob(true);
  const stop = rehearse(work);
  const received = await coming;
  if (ending) clearTimeout(ending);
  await stop();
  return received;
}

async function main() {
  const work = argument('work', '/work');
  lockForAll();
  lockShared();
  const received = process.argv.includes('--rehearse') ? await prepare(work) : await readJob(false);
  if (!received) reallyExit(NO_JOB);
  await run(received, work);
  reallyExit(0);
}

// lockShared comes before the rehearsal, so that a spare's answer is not later.
function lockShared() {
  arm();
  prepareOutput();
  protect();
  guard();
}

function run({ job, nonce }, work) {
  const trace = new Trace(new Emitter(nonce, STDOUT));
  nonce.fill(0);
  const runner = new Runner(job, trace, work);
  watch(runner);
  lockForJob(job);
  hideModules();
  return runner.all();
}

main().catch((error) => {
  process.stderr.write(`harness: ${error?.stack}\n`);
  reallyExit(BROKEN);
});
