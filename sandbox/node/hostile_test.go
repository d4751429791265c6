package node

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAHostileSolutionNeitherBreaksNorSilencesTheTrace(t *testing.T) {
	for _, name := range []string{"prototypes.mjs", "globals.mjs", "streams.mjs", "modules.cjs"} {
		for _, clock := range []string{"virtual", "real"} {
			t.Run(name+" "+clock, func(t *testing.T) {
				content := testdata(t, filepath.Join("hostile", name))
				tr := run(t, newJob("solution"+filepath.Ext(name), content, clock, "f"))
				require.Equal(t, []string{"@job", "@begin", "result", "@end", "@done"}, tr.kinds(), "%s %s %s", tr.of("@crash"), tr.of("@load"), tr.stderr)
				assert.Equal(t, `"token"`, tr.result("f"))
			})
		}
	}
}

func TestAMissingEndTells(t *testing.T) {
	tests := map[string]string{
		"reallyExit":        `process.reallyExit(0)`,
		"kills itself":      `process.kill(process.pid, 'SIGKILL'); while (true);`,
		"aborts":            `process.abort()`,
		"closes the output": `fs.closeSync(1)`,
		"opens its own output": `fs.closeSync(1); globalThis.fd = fs.openSync('caught', 'w+');
			setImmediate(() => setImmediate(() => fs.writeSync(2, fs.readFileSync('caught'))))`,
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			tr := run(t, newJobWith(t, "import fs from 'node:fs'; export const f = () => {"+body+"}"))
			assert.False(t, tr.finished())
			assert.Equal(t, []string{"@job", "@begin"}, tr.kinds())
		})
	}
}

// newJobWith is a job whose scenario only calls f.
func newJobWith(t *testing.T, solution string) job {
	t.Helper()
	j := newJob("solution.mjs", solution, "virtual", "f")
	j.Scenarios = file{"scenarios.mjs", `export const scenarios = { f: async (s) => { s.solution.f(); await s.turn(9); s.emit('result', 1); } };`}
	return j
}

func TestWhatReachesTheHarnessIsTakenAway(t *testing.T) {
	tr := run(t, newJob("solution.mjs", testdata(t, "probes.mjs"), "virtual", "blocked", "signal", "stdin"))
	require.True(t, tr.finished(), "%v %v %s", tr.of("@load"), tr.of("@crash"), tr.stderr)
	assert.NotContains(t, tr.result("blocked"), "false")
	assert.Equal(t, 32, strings.Count(tr.result("blocked"), "true"))
	assert.Equal(t, `"closed"`, tr.result("signal"))
	assert.Contains(t, []string{`"0"`, `"EBADF"`, `"EAGAIN"`}, tr.result("stdin"), "nothing is left on the input")
}

// The nonce must not be in the JavaScript heap even if a way to a snapshot were
// found. Node's own option takes one here, from outside.
func TestAHeapSnapshotDoesNotShowTheNonce(t *testing.T) {
	folder := t.TempDir()
	solution := `export async function f(s) {
globalThis.marker = 'mark' + 'er in the heap'; JSON.stringify({ [globalThis.marker]: 1 });
process.kill(process.pid, 'SIGUSR2'); await s.turn(50); return 1 }`
	j := newJob("solution.mjs", solution, "virtual", "f")
	j.Scenarios = file{"scenarios.mjs", testdata(t, "scenarios.mjs")}
	line, err := json.Marshal(j)
	require.NoError(t, err)
	cmd := command(t)
	cmd.Args = append([]string{cmd.Args[0], "--heapsnapshot-signal=SIGUSR2"}, cmd.Args[1:]...)
	cmd.Dir = folder
	cmd.Stdin = bytes.NewReader(line)
	tr := finish(t, cmd)
	require.True(t, tr.finished(), "%v %s", tr.kinds(), tr.stderr)
	snapshots, err := filepath.Glob(filepath.Join(folder, "*.heapsnapshot"))
	require.NoError(t, err)
	require.Len(t, snapshots, 1)
	content, err := os.ReadFile(snapshots[0])
	require.NoError(t, err)
	assert.Contains(t, string(content), "marker in the heap")
	assert.NotContains(t, string(content), nonce)
	assert.NotContains(t, string(content), nonce[:16])
}

func TestThreadsAndProcessesWhereAnExerciseNeedsThem(t *testing.T) {
	solution := `import { Worker } from 'node:worker_threads';
import { execFileSync } from 'node:child_process';
const code = "const { parentPort, workerData } = require('worker_threads'); let i; try { new (require('inspector').Session)(); i = 'reached' } catch (e) { i = e.message } parentPort.postMessage([workerData, i])";
export const thread = () => new Promise((resolve, reject) => {
  const worker = new Worker(code, { eval: true, workerData: 7 });
  worker.on('message', resolve).on('error', reject);
});
export const child = () => execFileSync(process.execPath, ['-p', '6 * 7'], { encoding: 'utf8' });`
	j := newJob("solution.mjs", solution, "real", "thread", "child")
	j.Threads, j.Processes = true, true
	tr := run(t, j)
	require.True(t, tr.finished(), "%v %v %s", tr.kinds(), tr.of("@crash"), tr.stderr)
	assert.Equal(t, `[7,"node:inspector's Session is not available in this exercise"]`, tr.result("thread"))
	assert.Equal(t, `"42\n"`, tr.result("child"))
}

// TestNothingLeadsToUnguardedThreads starts threads in every way there is; none may see
// what a thread that was not locked down sees.
func TestNothingLeadsToUnguardedThreads(t *testing.T) {
	j := newJob("solution.mjs", testdata(t, "threads.mjs"), "real", "ways", "works")
	j.Threads = true
	tr := run(t, j)
	require.True(t, tr.finished(), "%v %v %s", tr.kinds(), tr.of("@crash"), tr.stderr)
	assert.JSONEq(t, `{
		"plain": "locked", "prototype": "not a constructor", "constructor": "locked", "subclass": "locked",
		"execArgv": "Worker's execArgv is not available in this exercise",
		"read twice": "locked", "expose": "Worker's execArgv is not available in this exercise",
		"env": "locked", "own environment": "locked",
		"shared": "Worker's SHARE_ENV is not available in this exercise"
	}`, tr.result("ways"))
	assert.Equal(t, `[7,["a"],"v",true,true,"Worker"]`, tr.result("works"))
}

// The input is what was drawn, whatever a solution makes of JSON.
func TestTheInputIsTakenBeforeASolutionLoads(t *testing.T) {
	solution := `try { Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, value: () => 'forged' }) } catch {}
try { JSON.stringify = () => '"forged"'; JSON.parse = () => 'forged' } catch {}
export const f = (s) => s.input.n`
	j := newJob("solution.mjs", solution, "virtual", "f", "f")
	for i := range j.Run {
		j.Run[i].Input = map[string]int{"n": 7}
	}
	tr := run(t, j)
	assert.Equal(t, []string{"7", "7"}, tr.of("result"), "%v", tr.of("@load"))
}

// A second Node finds the place of a syntax error; nothing of a solution's may run in it.
func TestTheExplanationOfASyntaxErrorRunsNothing(t *testing.T) {
	solution := `import fs from 'node:fs';
const dir = new URL('.', import.meta.url).pathname;
fs.writeFileSync(dir + 'pre.cjs', "process.stderr.write('solution.mjs:4242\\n   ^\\n')");
fs.writeFileSync(dir + 'node', '#!/bin/sh\necho solution.mjs:4343 >&2\n', { mode: 0o755 });
process.env.NODE_OPTIONS = '--require=' + dir + 'pre.cjs';
process.env.NODE_V8_COVERAGE = dir + 'coverage';
for (const way of [
  () => { process.execPath = dir + 'node' },
  () => { Object.prototype.shell = true; Object.prototype.env = process.env },
  () => { Object.prototype.NODE_OPTIONS = process.env.NODE_OPTIONS },
  () => { process.on('exit', () => fs.existsSync(dir + 'coverage') && fs.writeSync(1, 'covered')) },
]) try { way() } catch {}
const e = new SyntaxError('x');
e.stack = 'SyntaxError: x';
throw e;`
	tr := run(t, newJob("solution.mjs", solution, "virtual", "f"))
	require.Len(t, tr.of("@load"), 1, "%v %s", tr.kinds(), tr.stderr)
	assert.Equal(t, where{Message: "SyntaxError: x"}, parse(t, tr.of("@load")[0]))
	assert.NotContains(t, tr.other, "covered")
}
