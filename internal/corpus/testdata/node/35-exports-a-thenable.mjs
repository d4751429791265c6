// attack 35: a module whose import never ends
// exercise: backpressure-copy | only: data-integrity | passes: none | status: error, timeout | limits: load=2s
export const copy = async () => {};
export function then() {}
