const emit = (fn) => async (s) => s.emit('result', await fn(s));

export const scenarios = {
  settle: emit(async ({ settle, solution: l }) => [
    await settle(l.rejects(new Error('no'))), await settle(() => l.throws(1)), await settle(() => l.returns(2)), await settle(3),
    await settle(() => l.rejects(4)),
  ]),
  input: emit(async (s) => [s.solution.mutates(s.input), Object.isFrozen(s), Object.getPrototypeOf(s.input) === Object.prototype]),
  watch: async (s) => {
    const gate = s.gate();
    const seen = s.watch('gate', gate.promise);
    s.emit('before', gate.opened);
    gate.open('open');
    const outcome = await seen;
    await s.watch('failed', Promise.reject(new Error('shut')));
    s.emit('result', [outcome.status, gate.opened]);
  },
  gates: emit(async (s) => {
    const [a, b] = [s.gate(), s.gate()];
    b.fail(new Error('unwatched'));
    a.fail(new Error('watched'));
    return [(await s.settle(a.promise)).reason, b.opened];
  }),
  order: emit(async (s) => {
    const log = [];
    await s.turn(3);
    const { value } = await s.macrotask(() => s.solution.forOrder(log));
    await s.turn();
    const late = await s.settle(s.macrotask(() => s.solution.throws(new Error('in the callback'))));
    const boxed = await s.macrotask(() => new Promise(() => {}));
    return [value, log, late.status, s.typeOf(boxed.value)];
  }),
  called: (s) => {
    const log = [];
    s.solution.forOrder(log);
    return new Promise((resolve) => setImmediate(() => { s.emit('result', log); resolve(); }));
  },
  refs: emit((s) => {
    const [a, b] = [{}, () => {}];
    return [s.ref(a), s.ref(b), s.ref(a), s.ref(1), s.ref(null)];
  }),
  types: emit((s) => [
    undefined, null, '', 'x', 1, 1n, true, Symbol(), () => 1, Promise.resolve(), [1, 2, 3], {}, { a: 1 }, new Error('no'),
    new RangeError('far'), Object.assign(new Error('gone'), { name: 'AbortError' }), Object.assign(new Error('odd'), { name: {} }),
    Object.defineProperty(new Error('no'), 'name', { get() { throw 1; } }),
    new Map(), new Set(), new Proxy({}, { ownKeys() { throw 1; } }),
  ].map(s.typeOf)),
  causes: emit((s) => {
    const [inner, outer, ring] = [new Error('inner'), new Error('outer'), new Error('ring')];
    Object.assign(outer, { cause: inner });
    Object.assign(ring, { cause: ring });
    const unreadable = { message: 'x', get cause() { throw inner; } };
    return [s.causes(outer).map(s.ref), s.causes(ring).length, s.causes(unreadable).length, s.causes(undefined), s.causes(0)];
  }),
  messages: emit((s) => [
    s.messages(new Error('outer', { cause: new Error('inner', { cause: 'text' }) })), s.messages(null), s.messages('text'), s.messages(7),
    s.messages({ get message() { throw 1; } }), s.messages(Object.create(null)), s.messages({ message: Symbol('s') }), s.messages({ message: '' }),
  ]),
  quiet: emit(async (s) => {
    let turns = 0;
    const tick = () => { turns++; if (turns < 10) s.emit('tick', turns); if (turns < 500) setImmediate(tick); };
    tick();
    await s.quiet(20);
    return turns > 28 && turns < 35;
  }),
  time: emit(async (s) => {
    const from = s.now();
    await s.sleep(40 * 24 * 3600 * 1000);
    return [from, s.now()];
  }),
  collected: emit(async (s) => {
    let big = { list: new Array(1000).fill(1) };
    const weak = new WeakRef(big);
    await s.turn();
    const before = weak.deref() !== undefined;
    big = null;
    await s.gc();
    return [before, weak.deref() === undefined, typeof gc];
  }),
  refused: (s) => { s.emit('result', 'first'); s.emit('@end', {}); },
};
