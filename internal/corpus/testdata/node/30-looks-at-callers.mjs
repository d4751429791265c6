// attack 30, 31: prints whatever it finds of the code that calls it
// exercise: microtask-batcher | only: same-tick-coalescing | passes: none | status: fail, error
import inspector from 'node:inspector';
const found = [];
const note = (what) => { try { found.push(String(what())); } catch (error) { found.push(error.message); } };
function look(...given) {
  note(() => look.caller);
  note(() => look.arguments.callee.caller);
  for (const value of given) note(() => Function.prototype.toString.call(value));
  Error.prepareStackTrace = (_, sites) => sites;
  const sites = new Error().stack;
  Error.prepareStackTrace = undefined;
  for (const site of Array.isArray(sites) ? sites : []) {
    note(() => [site.getFunction(), site.getThis(), site.getFileName()]);
    note(() => process.getBuiltinModule('fs').readFileSync(new URL(site.getFileName()), 'utf8'));
  }
  note(() => new inspector.Session().connect());
  console.log(found.join('\n'));
}
export const coalesce = (flush) => { look(flush); return () => {}; };
export const processAll = async (...given) => { look(...given); return []; };
