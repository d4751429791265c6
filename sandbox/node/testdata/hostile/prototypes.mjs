// Replaces whatever could see or silence what a harness writes. Function.prototype
// and pop are left alone: Node's own callbacks need them, and the process would just die.
const { ownKeys } = Reflect;
const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const steal = (what) => function () { throw new Error('stolen ' + what); };
export const f = () => 'token';

const view = getPrototypeOf(Uint8Array.prototype);
const protos = [Array, String, Map, WeakMap, Set, RegExp, TextEncoder, Buffer, Number].map((c) => c.prototype);
for (let p = 0; p < protos.length; p++) {
  const keys = ownKeys(protos[p]);
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] === 'constructor' || keys[i] === 'pop' || typeof getOwnPropertyDescriptor(protos[p], keys[i]).value !== 'function') continue;
    try { protos[p][keys[i]] = steal(typeof keys[i]); } catch {}
  }
}
defineProperty(view, 'byteLength', { get: steal('length'), configurable: true });
defineProperty(view, 'byteOffset', { get: steal('offset'), configurable: true });
defineProperty(view, 'buffer', { get: steal('memory'), configurable: true });
defineProperty(Array.prototype, 0, { set: steal('index'), configurable: true });
Object.prototype.toJSON = () => 'forged';
Object.prototype.then = (resolve) => resolve('forged');
Object.prototype.errno = 1;
Object.prototype.error = new Error('a failed write');
Object.prototype.get = steal('get');
Object.prototype.value = 'value';
