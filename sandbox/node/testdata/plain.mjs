class Point { constructor() { this.x = 1; } get y() { return 2; } }
const cycle = { name: 'c' };
cycle.self = [cycle];
const deep = () => { let v = 0; for (let i = 0; i < 40; i++) v = [v]; return v; };
const shared = { n: 1 };
const error = Object.assign(new RangeError('too far'), { code: 'E_FAR' });
const revoked = Proxy.revocable({}, {});
revoked.revoke();

export const values = () => [
  undefined, null, true, -0, 1.5, NaN, Infinity, -Infinity, 10n, 'é\n\u2028\ud800', Symbol('s'), () => 1,
  new Uint8Array([0, 255]), Buffer.from('hi'), new Uint16Array([1]).buffer, new DataView(new ArrayBuffer(2), 1),
  error, Object.create(error), new DOMException('gone', 'AbortError'), Object.assign(new Error('x'), { name: 7, code: {} }),
  new Point(), { toJSON() { return 'never'; }, a: 1 }, { get a() { throw 1; }, b: 2 }, revoked.proxy,
  cycle, [shared, shared], new Date(5), new Map([['k', { v: 1 }]]), new Set([1, 'a']), Promise.resolve(1), [, 1],
  JSON.parse('{"__proto__": 1}'), new String('boxed'), new Proxy([1, 2], {}),
];
export const deeper = () => deep();
export const huge = () => [new Array(10_000_000).fill(1)];
export const copied = (s) => {
  const live = { list: [1] };
  const copy = s.plain(live);
  live.list.push(2);
  return [copy, copy.list !== live.list];
};
