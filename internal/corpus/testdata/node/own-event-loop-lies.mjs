// attack own: tells the harness that the loop is empty, and takes its listeners
// exercise: retry-and-report | only: backoff-growth | passes: none
// limits: wall=2s
process.getActiveResourcesInfo = () => [];
export class RetryError extends Error {}
export const retry = () => new Promise(() => {
  for (let i = 0; i < 50; i++) process.emit('beforeExit', 0);
  for (const listener of process.listeners('uncaughtException')) process.off('uncaughtException', listener);
  process.removeAllListeners();
});
export const toHttpError = () => ({});
