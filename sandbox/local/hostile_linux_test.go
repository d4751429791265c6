package local

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"drill/graders"
)

func needLandlock(t *testing.T, s *Sandbox, version int) {
	t.Helper()
	if s.confiner.abi < version {
		t.Skipf("the kernel has no Landlock of version %d", version)
	}
}

func TestLimits(t *testing.T) {
	spawn := `const { spawn } = await import('node:child_process');
		const idle = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });`
	tests := []struct {
		name, body string
		change     func(*graders.Job)
		outcome    graders.Outcome
		message    string
	}{
		{"loops for ever", `for (;;);`, func(j *graders.Job) { j.Run[0].Wall = 300 * time.Millisecond }, graders.TimedOut, "did not end within"},
		{"waits for ever", `await new Promise(() => setInterval(() => {}, 1000))`,
			func(j *graders.Job) { j.Run[0].Wall = 300 * time.Millisecond }, graders.TimedOut, "did not end within"},
		{"uses the processor for ever", `for (;;);`, func(j *graders.Job) { j.Limits.CPU = 300 * time.Millisecond },
			graders.TimedOut, "300ms of processor time"},
		{"children use the processor", spawn + `spawn(process.execPath, ['-e', 'for (;;);']); await new Promise(() => {})`,
			func(j *graders.Job) { j.Limits.CPU = 500 * time.Millisecond }, graders.TimedOut, "500ms of processor time"},
		{"fills the heap", `const all = []; for (;;) all.push(new Array(100).fill({}))`,
			func(j *graders.Job) { j.Limits.Memory = 150 << 20 }, graders.OutOfMemory, "150 MiB of memory"},
		{"fills buffers", `const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1))`,
			func(j *graders.Job) { j.Limits.Memory = 150 << 20 }, graders.OutOfMemory, "150 MiB of memory"},
		{"prints for ever", `const fs = await import('node:fs'); for (;;) fs.writeSync(1, 'x'.repeat(1000) + '\n')`, nil, graders.Overflowed, "256 KiB"},
		{"emits for ever", `for (;;) emit('x', { text: 'x'.repeat(1000) })`,
			func(j *graders.Job) { j.Limits.Trace = 1 << 20 }, graders.Overflowed, "1 MiB"},
		{"starts processes for ever", spawn + `for (;;) { idle(); await new Promise(setImmediate) }`,
			func(j *graders.Job) { j.Limits.Processes, j.Limits.Memory = 60, 8<<30 }, graders.Exited, "more than 60 processes"},
		{"starts threads for ever", `const { Worker } = await import('node:worker_threads');
			for (;;) { new Worker('setInterval(() => {}, 1000)', { eval: true }); await new Promise(setImmediate) }`,
			func(j *graders.Job) { j.Limits.Processes, j.Limits.Memory = 30, 8<<30 }, graders.Exited, "more than 30 processes"},
		{"fills the disk", `const { writeFileSync } = await import('node:fs');
			for (let n = 0; ; n++) { writeFileSync(work + '/' + n, Buffer.alloc(100_000)); await new Promise((r) => setTimeout(r, 1)) }`,
			func(j *graders.Job) { j.Limits.Disk = 1 << 20 }, graders.Exited, "1 MiB to its folder"},
		{"exits", `process.exit(3)`, nil, graders.Exited, "exit code 3"},
		{"kills itself", `process.kill(process.pid, 'SIGKILL')`, nil, graders.Exited, "exit code 137"},
	}
	s := newRaw(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			job := rawJob(test.body)
			if test.change != nil {
				test.change(&job)
			}
			got := run(t, s, job)
			assert.Equal(t, test.outcome, got.Outcome)
			require.NotNil(t, got.Problem)
			assert.Contains(t, got.Problem.Message, test.message)
		})
	}
}

// codes runs statements that may fail and returns each one's error code, or "ok".
func codes(t *testing.T, s *Sandbox, network bool, statements ...string) []string {
	t.Helper()
	body := `const fs = await import('node:fs'); const net = await import('node:net'); const dgram = await import('node:dgram');
		const once = (e, name) => new Promise((resolve, reject) => { e.once(name, resolve); e.once('error', reject) });`
	for _, statement := range statements {
		body += fmt.Sprintf("\ntry { %s; emit('code', { code: 'ok' }) } catch (e) { emit('code', { code: e.code ?? String(e) }) }", statement)
	}
	job := rawJob(body)
	job.Network = network
	got := run(t, s, job)
	require.Equal(t, graders.Ended, got.Outcome, "%+v", got.Problem)
	var found []string
	for _, event := range got.Events {
		found = append(found, event.Data["code"].(string))
	}
	return found
}

func TestFiles(t *testing.T) {
	s := newRaw(t)
	needLandlock(t, s, 3)
	secret := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(secret, []byte("x"), 0o644))
	want := map[string]string{
		`fs.readFileSync('/etc/passwd')`:                                         "EACCES",
		`fs.readdirSync(` + quote(filepath.Dir(secret)) + `)`:                    "EACCES",
		`fs.readFileSync(` + quote(secret) + `)`:                                 "EACCES",
		`fs.writeFileSync(` + quote(secret) + `, 'y')`:                           "EACCES",
		`fs.truncateSync(` + quote(secret) + `)`:                                 "EACCES",
		`fs.rmSync(` + quote(secret) + `)`:                                       "EACCES",
		`fs.symlinkSync(` + quote(secret) + `, 'link'); fs.readFileSync('link')`: "EACCES",
		`fs.linkSync(` + quote(secret) + `, 'hard')`:                             "EXDEV",
		`fs.writeFileSync(process.execPath + '.new', '')`:                        "EACCES",
		`fs.writeFileSync(process.argv[1], '')`:                                  "EACCES",
		`fs.mkdirSync('sub'); fs.writeFileSync('a', ''); fs.renameSync('a', 'sub/a'); fs.rmSync('sub', { recursive: true })`: "ok",
		`fs.readFileSync('/proc/self/status'); process.memoryUsage()`:                                                        "ok",
		`fs.readFileSync('/proc/' + process.ppid + '/environ')`:                                                              "EACCES",
		`fs.writeFileSync('/proc/' + process.ppid + '/fd/1', 'forged')`:                                                      "EACCES",
		`fs.writeFileSync('/proc/self/oom_score_adj', '-1000')`:                                                              "EACCES",
		`fs.writeFileSync('/dev/null', ''); fs.readSync(fs.openSync('/dev/urandom'), Buffer.alloc(1))`:                       "ok",
	}
	statements := slices.Sorted(maps.Keys(want))
	for i, code := range codes(t, s, false, statements...) {
		assert.Equal(t, want[statements[i]], code, statements[i])
	}
}

func TestGoReadsNoFile(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	s := newSandbox(t)
	needLandlock(t, s, 1)
	got := run(t, s, goJob(`_, err := os.ReadFile("/etc/passwd")
		if err != nil { return 1 }
		return 0`, "os"))
	require.Equal(t, graders.Ended, got.Outcome, "%+v", got.Problem)
	assert.Equal(t, graders.Data{"value": 1.0}, got.Events[0].Data)
}

func quote(text string) string { return "'" + text + "'" }

func TestNetwork(t *testing.T) {
	s := newRaw(t)
	needLandlock(t, s, 4)
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer tcp.Close()
	path := filepath.Join(t.TempDir(), "socket")
	unixSocket, err := net.Listen("unix", path)
	require.NoError(t, err)
	defer unixSocket.Close()
	statements := []string{
		fmt.Sprintf(`await once(net.connect(%d, '127.0.0.1'), 'connect')`, tcp.Addr().(*net.TCPAddr).Port),
		`await once(net.createServer().listen(0, '127.0.0.1'), 'listening')`,
		`const u = dgram.createSocket('udp4'); await new Promise((y, n) => { u.once('error', n); u.send('x', 9, '127.0.0.1', (e) => e ? n(e) : y()) })`,
		fmt.Sprintf(`await once(net.connect({ path: %q }), 'connect')`, path),
	}
	assert.Equal(t, []string{"ok", "ok", "ok", "EACCES"}, codes(t, s, true, statements...))
	assert.Equal(t, []string{"EACCES", "EACCES", "EACCES", "EACCES"}, codes(t, s, false, statements...))
}

func TestDrillStaysFree(t *testing.T) {
	s := newRaw(t)
	needLandlock(t, s, 6)
	threads, err := filepath.Glob("/proc/self/task/*/status")
	require.NoError(t, err)
	before := confinedThreads(t, threads)
	assert.Equal(t, []string{"EPERM"}, codes(t, s, false, `process.kill(process.ppid, 0)`))
	threads, err = filepath.Glob("/proc/self/task/*/status")
	require.NoError(t, err)
	assert.Equal(t, before, confinedThreads(t, threads))
	_, err = os.ReadFile("/etc/passwd")
	assert.NoError(t, err)
}

// confinedThreads counts the threads that can gain no privileges any more.
func confinedThreads(t *testing.T, statuses []string) int {
	t.Helper()
	count := 0
	for _, path := range statuses {
		text, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) || errors.Is(err, unix.ESRCH) {
			continue // it ended meanwhile
		}
		require.NoError(t, err)
		if strings.Contains(string(text), "NoNewPrivs:\t1") {
			count++
		}
	}
	return count
}

// left are the test's own children that bear the mark of any family. Others may
// be there: the go command leaves a process behind.
func left() []int {
	return slices.DeleteFunc(children(os.Getpid()), func(pid int) bool {
		var limit unix.Rlimit
		err := unix.Prlimit(pid, unix.RLIMIT_RTTIME, nil, &limit)
		return err != nil || limit.Max == math.MaxUint64
	})
}

func TestNothingSurvives(t *testing.T) {
	// Each prints the numbers of its processes, the last of which is an orphan in a
	// session of its own, and ends, or is ended.
	daemon := `const { spawn } = await import('node:child_process');
		const inner = "setInterval(() => {}, 1000); console.log(process.pid)";
		const outer = "const c = require('child_process').spawn(process.execPath, ['-e', " + JSON.stringify(inner) + "], "
			+ "{ detached: true, env: {}, stdio: ['ignore', 'inherit', 'ignore'] }); c.unref(); process.exit()";
		const child = spawn(process.execPath, ['-e', outer], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
		const pid = await new Promise((resolve) => child.stdout.once('data', (data) => resolve(Number(data))));
		emit('daemon', { pid });`
	for name, ending := range map[string]string{
		"ends": ``, "exits": `process.exit(1)`, "is killed": `for (;;);`,
		"left its output open": `spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'inherit' })`,
	} {
		t.Run(name, func(t *testing.T) {
			job := rawJob(daemon + ending)
			job.Run[0].Wall = time.Second
			got := run(t, newRaw(t), job)
			require.NotEmpty(t, got.Events)
			pid := int(got.Events[0].Data["pid"].(float64))
			assert.ErrorIs(t, unix.Kill(pid, 0), unix.ESRCH)
			assert.Empty(t, left())
		})
	}
}

// On an old kernel the limits still hold and nothing survives.
func TestUnconfined(t *testing.T) {
	s := newRaw(t)
	s.confiner = confiner{}
	assert.Equal(t, "none", s.Confinement())
	assert.Equal(t, []string{"ok"}, codes(t, s, false, `fs.readFileSync('/etc/passwd')`))
	job := rawJob(`const { spawn } = await import('node:child_process');
		spawn(process.execPath, ['-e', 'for (;;);'], { detached: true, stdio: 'ignore' }); process.exit(1)`)
	assert.Equal(t, graders.Exited, run(t, s, job).Outcome)
	assert.Empty(t, left())
}

// The harness's own defences must not come in the way of the sandbox's.
func TestHostileUnderTheRealHarness(t *testing.T) {
	tests := []struct {
		name, answer string
		outcome      graders.Outcome
	}{
		{"loops for ever", `for (;;);`, graders.TimedOut},
		{"loops in microtasks", `const f = () => Promise.resolve().then(f); return f()`, graders.TimedOut},
		{"fills the heap", `const all = []; for (;;) all.push(new Array(100).fill({}))`, graders.OutOfMemory},
		{"fills buffers", `const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1))`, graders.OutOfMemory},
		{"prints for ever", `for (;;) console.log('x'.repeat(1000))`, graders.Overflowed},
		{"exits", `process.exit(0)`, graders.Crashed}, // the harness says where
		{"aborts", `process.abort()`, graders.Exited},
		{"throws", `throw new Error('no')`, graders.Crashed},
	}
	s := newSandbox(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			job := nodeJob(`export function answer() {` + test.answer + `}`)
			job.Run[0].Wall, job.Limits.Memory = 20*time.Second, 200<<20
			if test.outcome == graders.TimedOut {
				job.Run[0].Wall = 300 * time.Millisecond
			}
			got := run(t, s, job)
			assert.Equal(t, test.outcome, got.Outcome, "%+v", got.Problem)
		})
	}
}

func TestForkBombEnds(t *testing.T) {
	// Every process starts two more in sessions of their own and ends.
	body := `const { spawn } = await import('node:child_process'); const { writeFileSync } = await import('node:fs');
		writeFileSync('bomb.cjs', "for (const _ of [1, 2]) require('child_process').spawn(process.execPath, ['bomb.cjs'], "
			+ "{ detached: true, stdio: 'ignore' }); setTimeout(() => process.exit(), 50)");
		spawn(process.execPath, ['bomb.cjs'], { detached: true, stdio: 'ignore' }); await new Promise(() => setInterval(() => {}, 1000))`
	job := rawJob(body)
	job.Limits.Memory = 8 << 30
	got := run(t, newRaw(t), job)
	assert.Contains(t, got.Problem.Message, "more than 128 processes")
	assert.Empty(t, left())
}
