// attack 36: loops for ever while it is loaded | exercise: backpressure-copy | only: data-integrity | limits: load=1s
// passes: none | status: timeout
export const copy = async () => {};
for (;;);
