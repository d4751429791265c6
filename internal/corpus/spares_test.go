package corpus

import (
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker"
)

// TestSparesServeOnce grades hostile and right solutions in turn with spares kept
// ahead, of this process and left behind for it: no container gets a second job.
func TestSparesServeOnce(t *testing.T) {
	e := connect(t)
	prepare(t, e)
	var mu sync.Mutex
	jobs := map[string]int{}
	t.Run("each", func(t *testing.T) {
		sandbox := containers(t, e, docker.Options{Leftovers: true, Started: func(id string) {
			mu.Lock()
			defer mu.Unlock()
			jobs[id]++
		}})
		for _, name := range []string{"own-lives-on.mjs", "48-leaves-files.mjs", "own-harness-files.mjs"} {
			hostile := read(t, graders.Node, filepath.Join("testdata", "node", name))
			limits := graders.DefaultLimits()
			require.NoError(t, sandbox.Warm(t.Context(), graders.Node, limits, 2))
			require.NoError(t, sandbox.Leave(t.Context(), graders.Node, limits))
			attack(t, sandbox, hostile)
		}
	})
	assert.Greater(t, len(jobs), 6)
	for id, n := range jobs {
		assert.Equal(t, 1, n, "jobs of container %s", id)
	}
}
