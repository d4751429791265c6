// attack 24: makes every comparison of the language true
// exercise: microtask-batcher | only: same-tick-coalescing | passes: none | status: fail, error
Object.is = Array.prototype.includes = Array.prototype.every = String.prototype.includes = () => true;
Object.defineProperty(Object.prototype, Symbol.toPrimitive, { value: () => 1, configurable: true });
Array.prototype.indexOf = String.prototype.indexOf = () => 0;
String.prototype.localeCompare = () => 0;
Function.prototype[Symbol.hasInstance] = () => true;
export const coalesce = () => () => {};
export const processAll = async () => [];
