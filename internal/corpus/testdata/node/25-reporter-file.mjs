// attack 25: writes what reporters write, then leaves without a word | exercise: backpressure-copy | only: data-integrity
// passes: none | status: no result
import fs from 'node:fs';
import path from 'node:path';
export async function copy() {
  const names = ['results.json', 'report.json', 'gradebook.csv', 'junit.xml', 'trace.jsonl', 'recording.json', '.drill.json'];
  for (const folder of ['.', '/work', '/tmp', '/drill', '/drill/harness', '..', path.dirname(process.argv[1])]) {
    for (const name of names) try { fs.writeFileSync(path.join(folder, name), '{"version":1,"points":100,"max":100}'); } catch {}
  }
  process.reallyExit(0);
}
