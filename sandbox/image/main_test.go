package image

import (
	"context"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker/engine"
)

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

// node is a recipe of the test's own, so that tests do not touch the images that
// people use.
func node(t testing.TB) Node {
	return Node{
		Harness: fstest.MapFS{
			"main.cjs":    {Data: []byte("process.stdin.resume()\n"), Mode: 0o644},
			"lib/one.cjs": {Data: []byte("module.exports = 1\n"), Mode: 0o644},
		},
		Start: "main.cjs", Flags: []string{"--expose-gc"}, HarnessVersion: t.Name(),
	}
}

// laboratory returns images whose only recipe is the test's own, which goes at the
// end of the test.
func laboratory(t testing.TB, recipe Recipe) *Images {
	t.Helper()
	m := New(connect(t), recipe)
	t.Cleanup(func() {
		if image, err := m.Find(context.Background(), recipe.Language()); err == nil {
			require.NoError(t, m.Remove(context.Background(), image.ID))
		}
	})
	return m
}

// made makes the test's image from the host's node.
func made(t testing.TB, m *Images) Image {
	t.Helper()
	image, err := m.Build(context.Background(), graders.Node, Options{Source: Host})
	require.NoError(t, err)
	return image
}

// probes counts the containers that builds have left.
func probes(t testing.TB, m *Images) int {
	t.Helper()
	answer, err := m.engine.ContainerList(context.Background(), client.ContainerListOptions{
		All: true, Filters: client.Filters{}.Add("label", labelKind+"=probe"),
	})
	require.NoError(t, err)
	return len(answer.Items)
}

func stages(all []Progress) (names []string) {
	for _, p := range all {
		name, _, _ := strings.Cut(p.Stage, ": ")
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	return names
}
