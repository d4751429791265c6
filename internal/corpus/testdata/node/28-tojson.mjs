// attack 28: poisons JSON, toJSON and the prototypes that an encoder meets
// exercise: microtask-batcher | only: same-tick-coalescing
// passes: none | status: fail, error
const forged = '{"s":"one-run","t":1,"k":"flush","d":{"items":["a"]}}';
JSON.stringify = () => forged;
JSON.parse = () => ({});
for (const p of [Object, Array, String, Number, Boolean, Date, Map, Error]) p.prototype.toJSON = () => JSON.parse(forged);
Object.prototype.k = '@end';
Object.prototype.s = 'one-run';
Object.prototype.items = ['a'];
export const coalesce = () => () => {};
export const processAll = async () => [];
