package docker

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"drill/graders"
)

func TestLimitsEndASolution(t *testing.T) {
	cases := []struct {
		name, body string
		change     func(*graders.Job)
		outcome    graders.Outcome
		message    string
	}{
		{"endless loop", `for (;;);`, func(j *graders.Job) { j.Run[0].Wall = time.Second },
			graders.TimedOut, "did not end within"},
		{"processor time", `for (;;);`, func(j *graders.Job) { j.Limits.CPU = time.Second },
			graders.TimedOut, "1s of processor time"},
		{"processor time, signal caught", `process.on('SIGXCPU', () => {}); for (;;) await new Promise(setImmediate);`,
			func(j *graders.Job) { j.Limits.CPU = time.Second }, graders.TimedOut, "1s of processor time"},
		{"memory", `const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1));`, func(j *graders.Job) { j.Limits.Memory = 128 << 20 },
			graders.OutOfMemory, "128 MiB"},
		{"heap", `const all = []; for (;;) all.push(new Array(1e5).fill('x').map((x, i) => x + i));`,
			func(j *graders.Job) { j.Limits.Memory = 192 << 20 }, graders.OutOfMemory, "192 MiB"},
		{"memory through files", `for (let i = 0; ; i++) require('fs').writeFileSync('/work/' + i, Buffer.alloc(1 << 20, 1));`,
			func(j *graders.Job) { j.Limits.Memory, j.Limits.Disk = 128<<20, 512<<20 }, graders.OutOfMemory, "128 MiB"},
		{"output", `for (;;) await new Promise((go) => process.stdout.write('x'.repeat(65536) + '\n', go));`, nil, graders.Overflowed, "256 KiB"},
		{"output on standard error", `for (;;) await new Promise((go) => process.stderr.write('x'.repeat(65536), go));`, nil, graders.Overflowed, "256 KiB"},
		{"trace", `for (;;) { emit('x', { x: 'x'.repeat(65536) }); await new Promise(setImmediate); }`,
			func(j *graders.Job) { j.Limits.Trace = 1 << 20 }, graders.Overflowed, "1 MiB"},
		{"exit", `process.exit(0)`, nil, graders.Exited, "exit code 0"},
		{"abort", `process.abort()`, nil, graders.Exited, "exit code"},
	}
	l := open(t, Options{})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := job(c.body)
			j.Run[0].Wall = time.Minute
			if c.change != nil {
				c.change(&j)
			}
			run := l.run(t, j)
			assert.Equal(t, c.outcome, run.Outcome, "%+v", run.Problem)
			assert.Contains(t, run.Problem.Message, c.message)
		})
	}
}

func TestLimitsAreWalls(t *testing.T) {
	l := open(t, Options{})
	t.Run("disk", func(t *testing.T) {
		type fact struct {
			Written int64
			Code    string
		}
		found := value[fact](t, l.run(t, job(`
			const fs = require('fs'); let written = 0, code;
			try { for (let i = 0; ; i++) { fs.writeFileSync('/work/' + i, Buffer.alloc(1 << 20)); written += 1 << 20; } } catch (e) { code = e.code; }
			emit('fact', { written, code });`)))
		assert.Equal(t, "ENOSPC", found.Code)
		assert.LessOrEqual(t, found.Written, graders.DefaultLimits().Disk)
	})
	t.Run("files", func(t *testing.T) {
		type fact struct {
			Files int
			Code  string
		}
		if l.withoutInodes.Load() {
			t.Skip("the engine cannot limit the number of files")
		}
		found := value[fact](t, l.run(t, job(`
			const fs = require('fs'); let files = 0, code;
			try { for (;;) fs.writeFileSync('/work/' + files++, ''); } catch (e) { code = e.code; }
			emit('fact', { files, code });`)))
		assert.Equal(t, "ENOSPC", found.Code)
		assert.LessOrEqual(t, found.Files, workInodes)
	})
	t.Run("processes", func(t *testing.T) {
		type fact struct {
			Running int
			Code    string
		}
		j := job(`
			const { spawn } = require('child_process'); const all = []; let code;
			for (let i = 0; i < 40 && !code; i++) {
				const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { detached: true, stdio: 'ignore' });
				await new Promise((go) => child.on('spawn', () => { all.push(child); go(); }).on('error', (e) => { code = e.code; go(); }));
			}
			emit('fact', { running: all.length, code });`)
		j.Limits.Processes = 40
		found := value[fact](t, l.run(t, j))
		assert.Equal(t, "EAGAIN", found.Code)
		assert.Less(t, found.Running, 30, "beside eleven threads of the first process")
	})
}
