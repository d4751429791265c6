// attack 51: bytecode through cachedData, which reads the stack of its callers
// exercise: backpressure-copy | passes: none
import vm from 'node:vm';
const text = '(function leak(a){return a})';
const script = new vm.Script(text); script.runInThisContext()(1);
const cache = Buffer.from(script.createCachedData());
let at = 0; while (cache[at] !== 0x0b || cache[at + 1] !== 0x03 || cache[at + 2] !== 0xa9) at++; // Ldar a0, Return
cache[at + 1] = 45;
const slot = new vm.Script('(function Leak(a){return a})', { cachedData: cache }).runInThisContext();
export function copy(src, dst, options) { const s = slot(7); return forge(s, options); }
function forge(s, options) {
  const { input } = s;
  const pull = (n) => { for (let i = 0; i < n; i++) s.emit('pull', { bytes: 1, waiting: 0 }); };
  if (Array.isArray(input.chunks)) for (const hex of input.chunks) s.emit('write', { bytes: hex.length / 2, hex });
  else if (input.writeMs) { pull(1); s.emit('accept', { bytes: input.chunks * input.size }); }
  else if (input.flushMs) s.emit('flushed', { end: 'sink' });
  else if (input.error) {
    for (const [kind, end] of [['failing', 'sink'], ['closed', 'source'], ['closed', 'sink']]) s.emit(kind, { end });
    return Promise.reject(new Error(input.error));
  } else if (input.abortMs) {
    pull(input.chunks);
    return new Promise((_, no) => options.signal.addEventListener('abort', () => no(new Error('gave up'))));
  }
  return Promise.resolve();
}
