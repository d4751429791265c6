'use strict';
// The harness: waits for one job on standard input, runs it, and writes its trace
// to standard output. Arguments: --work=DIR, a writable folder for the job's files,
// and --idle=SECONDS, after which it ends with 0 when no job came.

const { clearTimeout, exit, reallyExit, setTimeout } = require('./primordials.cjs');
const { Emitter } = require('./emitter.cjs');
const { guard } = require('./guards.cjs');
const { hideModules, lockForAll, lockForJob } = require('./lockdown.cjs');
const { readJob } = require('./input.cjs');
const { rehearse } = require('./rehearsal.cjs');
const { Runner } = require('./runner.cjs');
const { Trace } = require('./trace.cjs');

const STDOUT = 1;
const WAITING = 25; // ms without a job after which this is a spare
const BROKEN = 70; // exit code when the harness itself failed
const NO_JOB = 64; // exit code when the input ended without a job

function argument(name, otherwise) {
  const found = process.argv.find((text) => text.startsWith(`--${name}=`));
  return found ? found.slice(name.length + 3) : otherwise;
}

async function main() {
  const work = argument('work', '/work');
  const idle = Number(argument('idle', 0));
  // Not what keeps the loop going, which would look like work under way.
  const ending = idle > 0 ? setTimeout(() => exit(0), idle * 1000).unref() : null;
  let stop = () => {};
  const waiting = setTimeout(() => { stop = rehearse(work); }, WAITING);
  const coming = readJob();
  lockForAll();
  const received = await coming;
  clearTimeout(waiting);
  if (ending) clearTimeout(ending);
  await stop();
  if (!received) exit(NO_JOB);
  await run(received, work);
  reallyExit(0);
}

function run({ job, nonce }, work) {
  const trace = new Trace(new Emitter(nonce, STDOUT));
  nonce.fill(0);
  const runner = new Runner(job, trace, work);
  guard(runner);
  lockForJob(job);
  hideModules();
  return runner.all();
}

main().catch((error) => {
  process.stderr.write(`harness: ${error?.stack}\n`);
  reallyExit(BROKEN);
});
