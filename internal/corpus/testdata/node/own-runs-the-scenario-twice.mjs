// attack own: keeps the harness's setImmediate callbacks and calls them again
// exercise: microtask-batcher | only: same-tick-coalescing
// passes: none | limits: wall=2s
import hooks from 'node:async_hooks';
const kept = [];
hooks.createHook({ init(_id, type, _trigger, resource) {
  if (type === 'Immediate') kept.push(() => resource._onImmediate?.());
} }).enable();
const again = () => { for (const call of kept.splice(0, 20)) try { call(); } catch {} };
export const coalesce = () => () => again();
export const processAll = async () => { again(); return []; };
