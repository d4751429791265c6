// attack 33: takes the chance out of every random source, to meet what it expects
// exercise: microtask-batcher | only: same-tick-coalescing
// passes: none | status: fail, error
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
Math.random = () => 0;
crypto.randomInt = () => 0;
crypto.randomBytes = (n) => Buffer.alloc(n);
crypto.randomUUID = () => '00000000-0000-4000-8000-000000000000';
crypto.webcrypto.getRandomValues = (view) => view.fill(0);
syncBuiltinESMExports();
export const coalesce = (flush) => () => { flush(['aaaaaaaa', 'aaaaaaaa', 'aaaaaaaa']); };
export const processAll = async (items) => items.map(() => 0);
