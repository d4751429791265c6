package local

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox"
)

// patience bounds a wait for what does not come; passing tests never wait so long.
const patience = 30 * time.Second

// newTwo returns two sandboxes as two drills of one person have them: what the
// first keeps is for the second.
func newTwo(t *testing.T) (keeper, client *Sandbox) {
	t.Helper()
	keeper, client = newRaw(t), newRaw(t)
	if !keeper.confiner.seals() {
		t.Skip("nothing is left behind: the kernel lacks Landlock or seccomp")
	}
	keeper.options.Temp = client.options.Temp
	client.options.Leftovers, client.left.patience = true, patience
	return keeper, client
}

// keep has a sandbox keep a process ahead, and returns once it waits. The channel
// is closed when Keep has returned.
func keep(t *testing.T, s *Sandbox, k kind) <-chan struct{} {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = s.Keep(ctx, k.language, k.network) // whoever claimed may be gone by the end
	}()
	t.Cleanup(func() { cancel(); <-ended })
	awaitSocket(t, s, k)
	return ended
}

func socketOf(t *testing.T, s *Sandbox, k kind) string {
	t.Helper()
	_, key, err := s.keyed(t.Context(), k)
	require.NoError(t, err)
	return filepath.Join(s.runDirs(), key, socketName)
}

func awaitSocket(t *testing.T, s *Sandbox, k kind) {
	t.Helper()
	socket := socketOf(t, s, k)
	require.Eventually(t, func() bool { return exists(socket) }, patience, time.Millisecond)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func requireEnded(t *testing.T, ended <-chan struct{}) {
	t.Helper()
	select {
	case <-ended:
	case <-time.After(patience):
		t.Fatal("the keeper did not end")
	}
}

// requireNothingLeft fails on any process or file of a keeper's in this process.
func requireNothingLeft(t *testing.T, s *Sandbox) {
	t.Helper()
	assert.Empty(t, left())
	assert.NoDirExists(t, s.runDirs())
}

func isSpare(t *testing.T, s *Sandbox, job graders.Job) bool {
	t.Helper()
	recording, err := s.Run(t.Context(), job)
	require.NoError(t, err)
	require.Nil(t, recording.Load)
	assert.Equal(t, graders.Ended, recording.Runs["only"].Outcome)
	assert.Equal(t, "local", recording.Environment.Sandbox)
	assert.Equal(t, s.Confinement(), recording.Environment.Confined)
	return recording.Environment.Spare
}

var (
	nodeKind = kind{graders.Node, false}
	goKind   = kind{graders.Go, false}
)

func TestWhatWasKeptIsUsedOnce(t *testing.T) {
	keeper, client := newTwo(t)
	ended := keep(t, keeper, nodeKind)
	assert.True(t, isSpare(t, client, rawJob(`emit('got')`)))
	requireEnded(t, ended)
	requireNothingLeft(t, client)
	assert.False(t, isSpare(t, client, rawJob(`emit('got')`)))
}

func TestWhatWasKeptGradesUnderTheRealHarness(t *testing.T) {
	for k, job := range map[kind]graders.Job{
		nodeKind: nodeJob(`export const answer = (n) => n + 1`), goKind: goJob(`return n + 1`),
	} {
		t.Run(string(k.language), func(t *testing.T) {
			if _, err := exec.LookPath(string(k.language)); err != nil {
				t.Skip(err)
			}
			keeper, client := newTwo(t)
			keeper.providers[graders.Node], client.providers[graders.Node] = &provider{find: keeper.node}, &provider{find: client.node}
			ended := keep(t, keeper, k)
			recording, err := client.Run(t.Context(), job)
			require.NoError(t, err)
			assert.True(t, recording.Environment.Spare)
			require.Len(t, recording.Runs["only"].Events, 1)
			assert.Equal(t, graders.Data{"value": 8.0}, recording.Runs["only"].Events[0].Data)
			requireEnded(t, ended)
			requireNothingLeft(t, client)
		})
	}
}

func TestOneOfTwoGetsWhatWasKept(t *testing.T) {
	keeper, client := newTwo(t)
	ended := keep(t, keeper, nodeKind)
	var group sync.WaitGroup
	var spare [2]bool
	for i := range spare {
		group.Go(func() { spare[i] = isSpare(t, client, rawJob(`emit('got')`)) })
	}
	group.Wait()
	assert.NotEqual(t, spare[0], spare[1], "exactly one")
	requireEnded(t, ended)
}

func TestOneKeeperWaitsAtATime(t *testing.T) {
	keeper, client := newTwo(t)
	keep(t, keeper, nodeKind)
	only := awaitOne(t, left)
	require.NoError(t, client.Keep(t.Context(), graders.Node, false), "it has nothing to do")
	assert.Equal(t, only, awaitOne(t, left))
}

func TestKeepEnds(t *testing.T) {
	for name, end := range map[string]func(t *testing.T, keeper *Sandbox){
		"when nobody comes": func(t *testing.T, keeper *Sandbox) {
			keeper.options.Idle = 50 * time.Millisecond
			require.NoError(t, keeper.Keep(t.Context(), graders.Node, false))
		},
		"when its program is replaced": func(t *testing.T, keeper *Sandbox) {
			keeper.options.Idle = time.Minute
			keeper.left.executable = filepath.Join(t.TempDir(), "drill")
			require.NoError(t, os.WriteFile(keeper.left.executable, []byte("old"), 0o700))
			ended := keep(t, keeper, nodeKind)
			require.NoError(t, os.WriteFile(keeper.left.executable, []byte("another"), 0o700))
			requireEnded(t, ended)
		},
		"when its process dies": func(t *testing.T, keeper *Sandbox) {
			ended := keep(t, keeper, nodeKind)
			process, err := os.FindProcess(awaitOne(t, left))
			require.NoError(t, err)
			require.NoError(t, process.Kill())
			requireEnded(t, ended)
		},
	} {
		t.Run(name, func(t *testing.T) {
			keeper, _ := newTwo(t)
			end(t, keeper)
			requireNothingLeft(t, keeper)
		})
	}
}

func TestWhatAnotherProgramKeptIsLeftAlone(t *testing.T) {
	keeper, client := newTwo(t)
	keep(t, keeper, nodeKind)
	client.left.executable = filepath.Join(t.TempDir(), "drill")
	require.NoError(t, os.WriteFile(client.left.executable, nil, 0o700))
	assert.False(t, isSpare(t, client, rawJob(``)))
	assert.FileExists(t, socketOf(t, keeper, nodeKind))
}

// A path of a socket may have 107 bytes.
func TestTheTemporaryFolderMayBeDeep(t *testing.T) {
	keeper, client := newTwo(t)
	deep := filepath.Join(client.options.Temp, strings.Repeat("d", 120))
	require.NoError(t, os.Mkdir(deep, 0o700))
	keeper.options.Temp, client.options.Temp = deep, deep
	ended := keep(t, keeper, nodeKind)
	assert.True(t, isSpare(t, client, rawJob(``)))
	requireEnded(t, ended)
	require.NoError(t, os.Remove(deep))
}

func TestLimitsHoldInWhatWasKept(t *testing.T) {
	tests := []struct {
		name, body string
		change     func(*graders.Job)
		outcome    graders.Outcome
		message    string
	}{
		{"memory", `const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1))`,
			func(j *graders.Job) { j.Limits.Memory = 150 << 20 }, graders.OutOfMemory, "150 MiB of memory"},
		{"processor", `for (;;);`, func(j *graders.Job) { j.Limits.CPU = 300 * time.Millisecond }, graders.TimedOut, "300ms of processor time"},
		{"time", `for (;;);`, func(j *graders.Job) { j.Run[0].Wall = 300 * time.Millisecond }, graders.TimedOut, "did not end within"},
		{"output", `const fs = await import('node:fs'); for (;;) fs.writeSync(1, 'x'.repeat(1000) + '\n')`, nil, graders.Overflowed, "256 KiB"},
		{"disk", `const { writeFileSync } = await import('node:fs');
			for (let n = 0; ; n++) { writeFileSync(work + '/' + n, Buffer.alloc(100_000)); await new Promise((r) => setTimeout(r, 1)) }`,
			func(j *graders.Job) { j.Limits.Disk = 2 << 20 }, graders.Exited, "2 MiB to its folder"},
		{"end of the process", `process.exit(7)`, nil, graders.Exited, "exit code 7"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			keeper, client := newTwo(t)
			ended := keep(t, keeper, nodeKind)
			job := rawJob(test.body)
			if test.change != nil {
				test.change(&job)
			}
			recording, err := client.Run(t.Context(), job)
			require.NoError(t, err)
			assert.True(t, recording.Environment.Spare)
			require.NotNil(t, recording.Runs["only"].Problem)
			assert.Equal(t, test.outcome, recording.Runs["only"].Outcome)
			assert.Contains(t, recording.Runs["only"].Problem.Message, test.message)
			requireEnded(t, ended)
			requireNothingLeft(t, client)
		})
	}
}

func TestAFaultOfTheExerciseStaysOne(t *testing.T) {
	keeper, client := newTwo(t)
	ended := keep(t, keeper, nodeKind)
	_, err := client.Run(t.Context(), rawJob(`emit('@broken', { message: 'no such function' })`))
	assert.ErrorIs(t, err, sandbox.ErrBroken)
	requireEnded(t, ended)
	requireNothingLeft(t, client)
}

func TestACrashLeavesNothing(t *testing.T) {
	keeper, client := newTwo(t)
	ended := keep(t, keeper, nodeKind)
	recording, err := client.Run(t.Context(), rawJob(`const { spawn } = await import('node:child_process');
		spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'inherit' });
		throw new Error('no')`))
	require.NoError(t, err)
	assert.True(t, recording.Environment.Spare)
	assert.Equal(t, graders.Exited, recording.Runs["only"].Outcome)
	requireEnded(t, ended)
	requireNothingLeft(t, client)
}
