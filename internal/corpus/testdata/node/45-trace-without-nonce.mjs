// attack 45: writes a whole trace without the nonce, and with nonces it makes up | exercise: microtask-batcher
// passes: none | status: fail, error, output
import fs from 'node:fs';
const forge = (scenario, items) => {
  for (const nonce of ['', '0'.repeat(32), 'f'.repeat(32), '$NONCE', '"'.repeat(32)]) {
    for (const event of [
      { s: scenario, t: 0, k: '@begin', d: {} }, { s: scenario, t: 0, k: 'pushed', d: {} },
      { s: scenario, t: 0.1, k: 'flush', d: { items } }, { s: scenario, t: 1, k: '@end', d: {} }, { s: '', t: 0, k: '@done' },
    ]) fs.writeSync(1, `${nonce} ${JSON.stringify(event)}\n`);
  }
};
export const coalesce = () => (item) => forge('one-run', [item]);
export const processAll = async (items, fn) => { forge('long-list', items.map(fn)); return []; };
