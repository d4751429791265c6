package image

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/image/imagetest"
)

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
// end of the test; so does what a test that was interrupted has left.
func laboratory(t testing.TB, recipe Recipe) *Images {
	t.Helper()
	m := New(imagetest.Connect(t), recipe)
	clear := func() {
		if image, err := m.Find(context.Background(), recipe.Language()); err == nil {
			require.NoError(t, m.Remove(context.Background(), image.ID))
		}
	}
	clear()
	t.Cleanup(clear)
	return m
}

// made makes the test's image from the host's node.
func made(t testing.TB, m *Images) Image {
	t.Helper()
	image, err := m.Build(context.Background(), graders.Node, Options{Source: Host})
	require.NoError(t, err)
	return image
}

// probes counts the containers that the making of an image has left. Other tests use
// the same engine, so those of other images are not looked at.
func probes(t testing.TB, m *Images, image Image) int {
	t.Helper()
	answer, err := m.engine.ContainerList(context.Background(), client.ContainerListOptions{
		All: true, Filters: client.Filters{}.Add("label", labelKind+"=probe").Add("ancestor", image.ID),
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
