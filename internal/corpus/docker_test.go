package corpus

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/graders"
	"drill/internal/testbed"
	"drill/sandbox/docker"
	"drill/sandbox/docker/engine"
	"drill/sandbox/golang"
	"drill/sandbox/image"
)

// TestCorpusInDocker grades every entry in a container of its own.
func TestCorpusInDocker(t *testing.T) {
	e := connect(t)
	prepare(t, e)
	each(t, func(t *testing.T, hostile entry) {
		sandbox := containers(t, e, docker.Options{})
		attack(t, sandbox, hostile)
	})
	assert.Empty(t, ours(t, e), "containers that are left")
}

// connect skips a test where no engine answers, unless one must.
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

// containers returns a sandbox that is closed, which waits for its containers to be
// gone, when the test ends.
func containers(t testing.TB, e *engine.Engine, o docker.Options) *docker.Sandbox {
	t.Helper()
	packages := exercises.Packages()
	o.Connection = e
	o.Runtime = os.Getenv("DRILL_RUNTIME") // such as runsc, to see what it stops
	readable := docker.ReadsPrograms(o.Runtime)
	ownNode := image.OwnNode()
	ownNode.Readable = readable
	o.Recipes = []image.Recipe{
		ownNode,
		image.Go{Folder: golang.Shelf(filepath.Join(testbed.Cache(t), "go"), packages), Packages: packages, Readable: readable},
	}
	sandbox, err := docker.New(context.Background(), o)
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		assert.NoError(t, sandbox.Close(ctx))
	})
	return sandbox
}

// prepare makes the images before the clock of any attack runs.
func prepare(t testing.TB, e *engine.Engine) {
	t.Helper()
	sandbox := containers(t, e, docker.Options{})
	for _, language := range graders.Languages() {
		_, err := sandbox.Images().Ensure(context.Background(), language, image.Options{})
		require.NoError(t, err)
	}
}

// ours lists the containers that this process made and that are still there.
func ours(t testing.TB, e *engine.Engine) []string {
	t.Helper()
	const owner = "drill.owner" // HOST:PID:START
	answer, err := e.ContainerList(context.Background(), client.ContainerListOptions{All: true, Filters: client.Filters{}.Add("label", owner)})
	require.NoError(t, err)
	var found []string
	for _, item := range answer.Items {
		if strings.Contains(item.Labels[owner], ":"+strconv.Itoa(os.Getpid())+":") {
			found = append(found, item.ID+" "+item.Status)
		}
	}
	return found
}
