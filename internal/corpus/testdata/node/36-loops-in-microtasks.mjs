// attack 36: loops for ever in microtasks, then in ticks | exercise: backpressure-copy | only: data-integrity | limits: wall=1s
// passes: none | status: timeout
export async function copy() {
  const forever = () => { process.nextTick(forever); queueMicrotask(forever); };
  forever();
}
