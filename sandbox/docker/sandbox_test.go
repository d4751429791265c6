package docker_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
	"drill/sandbox/node"
)

func nodeRecipe() image.Node {
	return image.Node{Harness: node.Harness(), Start: node.Entry, Flags: node.Flags(), HarnessVersion: node.Version()}
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

func open(t testing.TB, o docker.Options) *docker.Sandbox {
	t.Helper()
	o.Connection = connect(t)
	o.Recipes = append(o.Recipes, nodeRecipe())
	s, err := docker.New(context.Background(), o)
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		require.NoError(t, s.Close(ctx))
	})
	return s
}

// job calls the solution's default export once and emits what it returns.
func job(solution string) graders.Job {
	return graders.Job{
		Language:  graders.Node,
		Solution:  graders.File{Name: "solution.mjs", Content: []byte(solution)},
		Scenarios: graders.File{Name: "scenarios.mjs", Content: []byte("export const scenarios = { async probe(s) { s.emit('value', { value: await s.solution.default() }) } }")},
		Run:       []graders.Stimulus{{Name: "probe", Clock: graders.Real, Input: []byte("{}"), Wall: 4 * time.Second}},
		Limits:    graders.DefaultLimits(),
	}
}

func TestRunsASolution(t *testing.T) {
	s := open(t, docker.Options{})
	recording, err := s.Run(context.Background(), job("export default () => 42"))
	require.NoError(t, err)
	require.Nil(t, recording.Load)
	run := recording.Runs["probe"]
	require.Equal(t, graders.Ended, run.Outcome, "%+v", run.Problem)
	require.EqualValues(t, 42, run.Events[0].Data["value"])
}
