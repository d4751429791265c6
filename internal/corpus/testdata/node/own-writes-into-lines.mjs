// attack own: half a line before each event, a giant one, broken JSON, and events without an end
// exercise: microtask-batcher | only: same-tick-coalescing
// passes: none
import fs from 'node:fs';
const junk = ['{"s":"one-run","t":NaN,"k":"@end"', 'x'.repeat(70_000), '\u0000\u0000', '[[[[[[[['.repeat(2000), '{"t":1e999}', '\r', '"'];
export const coalesce = () => () => { for (const text of junk) fs.writeSync(1, text); };
export const processAll = async () => { for (const text of junk) fs.writeSync(1, text + '\n'); return []; };
