// Each exported function of a solution is a scenario: it is called with `s`, and
// what it returns is emitted as "result".
const call = (name) => async (s) => s.emit('result', await s.solution[name](s));
export const scenarios = new Proxy({}, { get: (_, name) => call(name) });
