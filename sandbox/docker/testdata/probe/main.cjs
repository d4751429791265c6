'use strict';
// A harness for tests of the sandbox itself: it speaks the protocol and hides
// nothing. The solution is the body of an async function (require, emit, input).

const idle = Number(process.argv.find((text) => text.startsWith('--idle='))?.slice(7) ?? 0);
const ending = idle > 0 ? setTimeout(() => process.exit(0), idle * 1000) : null;

let text = '';
process.stdin.on('data', (chunk) => {
  text += chunk;
  if (!text.includes('\n')) return;
  clearTimeout(ending);
  process.stdin.destroy();
  run(JSON.parse(text));
});
process.stdin.on('end', () => process.exit(0));

async function run(job) {
  const send = (s, k, d) => process.stdout.write(`${job.nonce} ${JSON.stringify({ s, t: 0, k, d })}\n`);
  const body = Object.getPrototypeOf(async () => {}).constructor('require', 'emit', 'input', job.solution.content);
  send('', '@job', { runtime: 'probe' });
  for (const { name, input } of job.run) {
    send(name, '@begin', {});
    try {
      await body(require, (k, d) => send(name, k, d), input);
      send(name, '@end', {});
    } catch (error) {
      send(name, '@crash', { message: `${error?.message}` });
    }
  }
  send('', '@done', {});
}
