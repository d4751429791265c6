package image

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image/imagetest"
)

// TestNodeImageOnAnOfficialOne takes the host's node image as the official one:
// like node:24-slim it has a node, and it has no shell.
func TestNodeImageOnAnOfficialOne(t *testing.T) {
	address := imagetest.Registry(t)
	base := node(t)
	base.HarnessVersion += " base"
	base.Harness = fstest.MapFS{"main.cjs": {Data: []byte("// " + t.Name() + "\n"), Mode: 0o644}}
	bases := laboratory(t, base)
	first := made(t, bases)
	name := address + "/node:24-slim"
	imagetest.Publish(t, bases.engine, first.ID, name)
	require.NoError(t, bases.Remove(context.Background(), first.ID))

	m := laboratory(t, node(t))
	var told []Progress
	image, err := m.Build(context.Background(), graders.Node, Options{
		Source: Pull, Mirror: address, Progress: func(p Progress) { told = append(told, p) },
	})
	require.NoError(t, err)
	t.Cleanup(func() {
		_, _ = m.engine.ImageRemove(context.Background(), name, client.ImageRemoveOptions{Force: true, PruneChildren: true})
	})
	assert.Equal(t, Pull, image.Source)
	assert.Equal(t, name, image.Base)
	assert.Equal(t, first.Runtime, image.Runtime)
	assert.Regexp(t, `^sha256:[0-9a-f]{64}$`, image.Digest)
	assert.NotEqual(t, image.ID, image.Digest)
	assert.Contains(t, stages(told), "pull "+name)
	assertMinimal(t, content(t, m, image))
	assert.Zero(t, dangling(t, m, node(t)), "nothing of the first stage is left")
}

// dangling counts what builds of a recipe have left, and no builds of others that
// may go on beside the test.
func dangling(t *testing.T, m *Images, r Recipe) int {
	t.Helper()
	filters := client.Filters{}.Add("label", labelStage, labelVersion+"="+contentVersion(r)).Add("dangling", "true")
	answer, err := m.engine.ImageList(context.Background(), client.ImageListOptions{Filters: filters})
	require.NoError(t, err)
	return len(answer.Items)
}

// TestNameThatTheRegistryLacks is no matter of reaching it.
func TestNameThatTheRegistryLacks(t *testing.T) {
	m := laboratory(t, node(t))
	name := imagetest.Registry(t) + "/node:24-slim"
	_, err := m.Build(context.Background(), graders.Node, Options{Source: Pull, Base: name})
	assert.ErrorContains(t, err, "the image "+name+" cannot be downloaded")
	assert.ErrorContains(t, err, "see that its name is right")
}

func TestPullThatFailsSaysWhatToDo(t *testing.T) {
	m := laboratory(t, node(t))
	_, err := m.Build(context.Background(), graders.Node, Options{Source: Pull, Base: "127.0.0.1:1/node:24-slim"})
	var fault *engine.Fault
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, err.Error(), "127.0.0.1:1/node:24-slim cannot be downloaded")
	assert.Contains(t, err.Error(), "drill image load")
}

// TestBaseWithoutNode also sees that a base that is there already is not pulled.
func TestBaseWithoutNode(t *testing.T) {
	base := node(t)
	base.HarnessVersion += " base"
	first := made(t, laboratory(t, base))
	m := laboratory(t, strange{node(t)})
	_, err := m.Build(context.Background(), graders.Node, Options{Source: Pull, Base: first.Ref})
	assert.ErrorContains(t, err, "is no base for the node runner")
}

// strange looks for a program that the base does not have.
type strange struct{ Node }

func (strange) Probe(bool) []string { return []string{"strange", "--version"} }
