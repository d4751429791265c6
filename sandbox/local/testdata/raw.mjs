// A harness without any defence of its own: it speaks the protocol and hands a
// solution all of node, so that only the sandbox around it is tested.
import { writeFileSync, writeSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const work = process.argv[2].slice('--work='.length)
const line = readFileSync(0, 'utf8')
if (line === '') process.exit(0)
const job = JSON.parse(line)
let began = performance.now()
const send = (s, k, d = {}) =>
  writeSync(1, `${job.nonce} ${JSON.stringify({ s, t: performance.now() - began, k, d })}\n`)

send('', '@job', { runtime: 'raw' })
const file = join(work, job.solution.name)
writeFileSync(file, job.solution.content)
for (const { name, input } of job.run) {
  began = performance.now()
  send(name, '@begin')
  const emit = (kind, data) => send(name, kind, data)
  const { default: solution } = await import(file)
  await solution({ input, emit, work })
  send(name, '@end')
}
send('', '@done')
process.exit(0)
