// What a scenario can do, seen from a scenario.
export const returns = (value) => value;
export const rejects = (error) => Promise.reject(error);
export const throws = (error) => { throw error; };
export const mutates = (input) => { input.list.push('changed'); return input; };
export const forOrder = (log) => {
  queueMicrotask(() => log.push('micro'));
  process.nextTick(() => log.push('tick'));
  return 1;
};
