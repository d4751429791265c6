package docker

import (
	"context"
	"encoding/json"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

// probe is the image with the harness of testdata, which lets a solution do
// anything.
func probe() image.Node {
	return image.Node{Harness: os.DirFS("testdata/probe"), Start: "main.cjs", HarnessVersion: "probe 1"}
}

func TestMain(m *testing.M) {
	code := m.Run()
	if e, err := engine.Connect(context.Background(), engine.Options{}); err == nil {
		images := image.New(e, probe())
		if found, err := images.Find(context.Background(), graders.Node); err == nil {
			_ = images.Remove(context.Background(), found.ID)
		}
	}
	os.Exit(code)
}

// connect skips a test where no engine answers.
func connect(t testing.TB) *engine.Engine {
	t.Helper()
	e, err := engine.Connect(context.Background(), engine.Options{})
	if err != nil && os.Getenv("DRILL_REQUIRE_DOCKER") != "1" {
		t.Skip(err)
	}
	require.NoError(t, err)
	t.Cleanup(func() { e.Close() })
	return e
}

// lab is a sandbox that notes its containers, and sees at the end of the test
// that all of them are gone.
type lab struct {
	*Sandbox
	mu   sync.Mutex
	used []string
}

func open(t testing.TB, o Options) *lab {
	t.Helper()
	l := &lab{}
	if o.Connection == nil {
		o.Connection = connect(t)
	}
	if o.Recipes == nil {
		o.Recipes = []image.Recipe{probe()}
	}
	if o.Claims == "" {
		o.Claims = Claims(t.TempDir())
	}
	o.Started = func(id string) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.used = append(l.used, id)
	}
	var err error
	l.Sandbox, err = New(context.Background(), o)
	require.NoError(t, err)
	t.Cleanup(func() { l.finish(t) })
	return l
}

func (l *lab) finish(t testing.TB) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	assert.NoError(t, l.Close(ctx))
	for _, id := range l.containers() {
		assert.True(t, gone(ctx, l.engine, id), "container %s is left", id)
	}
}

func (l *lab) containers() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string(nil), l.used...)
}

func gone(ctx context.Context, e *engine.Engine, id string) bool {
	_, err := e.ContainerInspect(ctx, id, client.ContainerInspectOptions{})
	return errdefs.IsNotFound(err)
}

// job runs the body of an async function once.
func job(body string) graders.Job {
	return graders.Job{
		Language: graders.Node,
		Solution: graders.File{Name: "solution.mjs", Content: []byte(body)},
		Run:      []graders.Stimulus{{Name: "probe", Clock: graders.Real, Input: []byte("{}"), Wall: 10 * time.Second}},
		Limits:   graders.DefaultLimits(),
	}
}

// run returns how the body ended.
func (l *lab) run(t testing.TB, j graders.Job) *graders.Run {
	t.Helper()
	recording, err := l.Run(context.Background(), j)
	require.NoError(t, err)
	return recording.Runs["probe"]
}

// value is what the body emitted as a fact, decoded.
func value[T any](t testing.TB, run *graders.Run) (result T) {
	t.Helper()
	require.Equal(t, graders.Ended, run.Outcome, "%+v %+v", run.Problem, run.Output)
	require.Len(t, run.Events, 1)
	text, err := json.Marshal(run.Events[0].Data)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &result))
	return result
}
