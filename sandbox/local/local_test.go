package local

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// newSandbox returns a sandbox with a temporary folder of its own, which must be
// empty in the end. The cache is kept between runs of the tests: to make the Go
// bundle takes seconds.
func newSandbox(t *testing.T) *Sandbox {
	t.Helper()
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	temp := t.TempDir()
	s, err := New(Options{Cache: filepath.Join(cache, "drill-test"), Temp: temp, Packages: []string{"os"}})
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, s.Close())
		left, err := os.ReadDir(temp)
		require.NoError(t, err)
		assert.Empty(t, left, "work folders that were left behind")
	})
	return s
}

// newRaw returns a sandbox whose Node harness is testdata/raw.mjs.
func newRaw(t *testing.T) *Sandbox {
	t.Helper()
	s := newSandbox(t)
	harness, err := filepath.Abs("testdata")
	require.NoError(t, err)
	s.providers[graders.Node] = rawProvider(s, harness)
	return s
}

func rawProvider(s *Sandbox, harness string) *provider {
	return &provider{find: func(ctx context.Context) (program, error) {
		binary, err := s.findNode(ctx)
		return program{path: binary.Path, args: []string{filepath.Join(harness, "raw.mjs")}, reads: []string{harness}}, err
	}}
}

func jobOf(language graders.Language, solution, scenarios string) graders.Job {
	return graders.Job{
		Language:  language,
		Solution:  graders.File{Name: language.SolutionFile(), Content: []byte(solution)},
		Scenarios: graders.File{Name: language.ScenariosFile(), Content: []byte(scenarios)},
		Run:       []graders.Stimulus{{Name: "only", Clock: graders.Real, Input: json.RawMessage(`7`), Wall: 20 * time.Second}},
		Limits:    graders.DefaultLimits(),
	}
}

func nodeJob(solution string) graders.Job {
	return jobOf(graders.Node, solution, `export const scenarios = {
		async only(s) { s.emit('got', { value: await s.solution.answer(s.input) }) },
	}`)
}

// rawJob runs the body of a function of { input, emit, work }.
func rawJob(body string) graders.Job {
	return jobOf(graders.Node, "export default async ({ input, emit, work }) => {"+body+"\n}", "")
}

func run(t *testing.T, s *Sandbox, job graders.Job) *graders.Run {
	t.Helper()
	recording, err := s.Run(t.Context(), job)
	require.NoError(t, err)
	require.Nil(t, recording.Load)
	return recording.Runs["only"]
}

func TestRunNode(t *testing.T) {
	s := newSandbox(t)
	recording, err := s.Run(t.Context(), nodeJob(`export const answer = (n) => n + 1`))
	require.NoError(t, err)
	got := recording.Runs["only"]
	require.Equal(t, graders.Ended, got.Outcome)
	require.Len(t, got.Events, 1)
	assert.Equal(t, graders.Data{"value": 8.0}, got.Events[0].Data)
	assert.Equal(t, "local", recording.Environment.Sandbox)
	assert.Equal(t, s.Confinement(), recording.Environment.Confined)
	assert.Regexp(t, `^node v\d+\.`, recording.Environment.Runtime)
	assert.False(t, recording.Environment.Spare)
}

func TestTwoRunsAtOnce(t *testing.T) {
	s := newSandbox(t)
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			recording, err := s.Run(t.Context(), nodeJob(`export const answer = (n) => n + 1`))
			if assert.NoError(t, err) {
				assert.Equal(t, graders.Ended, recording.Runs["only"].Outcome)
			}
		})
	}
	group.Wait()
}

func TestSpareIsUsedOnce(t *testing.T) {
	s := newRaw(t)
	job := rawJob(`emit('process', { pid: process.pid })`)
	require.NoError(t, s.Warm(t.Context(), graders.Node, false))
	require.NoError(t, s.Warm(t.Context(), graders.Node, false), "a second call has nothing to do")
	require.Len(t, s.spares, 1)
	var pids []any
	for _, spare := range []bool{true, false} {
		recording, err := s.Run(t.Context(), job)
		require.NoError(t, err)
		assert.Equal(t, spare, recording.Environment.Spare)
		pids = append(pids, recording.Runs["only"].Events[0].Data["pid"])
	}
	assert.NotEqual(t, pids[0], pids[1])
}

func TestSpareForAnotherNetworkStays(t *testing.T) {
	s := newRaw(t)
	require.NoError(t, s.Warm(t.Context(), graders.Node, true))
	recording, err := s.Run(t.Context(), rawJob(``))
	require.NoError(t, err)
	assert.False(t, recording.Environment.Spare)
	assert.Len(t, s.spares, 1)
}

func TestSpareThatDiedIsReplaced(t *testing.T) {
	s := newRaw(t)
	require.NoError(t, s.Warm(t.Context(), graders.Node, false))
	spare := s.spares[kind{graders.Node, false}]
	spare.Kill()
	<-spare.gone
	recording, err := s.Run(t.Context(), rawJob(``))
	require.NoError(t, err)
	assert.False(t, recording.Environment.Spare)
}

func TestUnknownLanguage(t *testing.T) {
	_, err := newSandbox(t).Run(t.Context(), jobOf("cobol", "", ""))
	assert.ErrorContains(t, err, `does not know the language "cobol"`)
}
