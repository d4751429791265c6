// Replaces whatever could see or silence what a harness writes. Function.prototype
// and pop are left alone: Node's own callbacks need them, and the process would just die
// if a Node let them be changed.
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
for (const key of ['byteLength', 'byteOffset', 'buffer']) try { defineProperty(view, key, { get: steal('memory'), configurable: true }); } catch {}
try { defineProperty(Array.prototype, 0, { set: steal('index'), configurable: true }); } catch {}
const planted = { toJSON: () => 'forged', then: (resolve) => resolve('forged'), errno: 1, error: new Error('a failed write'), get: steal('get'), value: 'value' };
for (const key of ownKeys(planted)) try { Object.prototype[key] = planted[key]; } catch {}
