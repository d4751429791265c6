package image

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker/engine"
)

// serve runs Debian's docker-registry on loopback, which engines trust
// without certificates, and returns its address.
func serve(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("docker-registry")
	if err != nil && os.Getenv("DRILL_REQUIRE_DOCKER") != "1" {
		t.Skip("docker-registry is not installed")
	}
	require.NoError(t, err, "install docker-registry")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	folder := t.TempDir()
	config := filepath.Join(folder, "config.yml")
	text := fmt.Sprintf("version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: %s}\n", folder, address)
	require.NoError(t, os.WriteFile(config, []byte(text), 0o600))
	cmd := exec.Command(program, "serve", config)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	require.Eventually(t, func() bool {
		answer, err := http.Get("http://" + address + "/v2/")
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	}, time.Minute, 50*time.Millisecond)
	return address
}

// publish pushes an image under a name and forgets that name, so that only the
// registry has it.
func publish(t *testing.T, e *engine.Engine, image Image, name string) {
	t.Helper()
	ctx := context.Background()
	_, err := e.ImageTag(ctx, client.ImageTagOptions{Source: image.ID, Target: name})
	require.NoError(t, err)
	push, err := e.ImagePush(ctx, name, client.ImagePushOptions{RegistryAuth: "e30="})
	require.NoError(t, err)
	require.NoError(t, push.Wait(ctx))
	_, err = e.ImageRemove(ctx, name, client.ImageRemoveOptions{Force: true, PruneChildren: true})
	require.NoError(t, err)
}

// TestNodeImageOnAnOfficialOne takes the host's node image as the official one:
// like node:24-slim it has a node, and it has no shell.
func TestNodeImageOnAnOfficialOne(t *testing.T) {
	address := serve(t)
	base := node(t)
	base.HarnessVersion += " base"
	base.Harness = fstest.MapFS{"main.cjs": {Data: []byte("// " + t.Name() + "\n"), Mode: 0o644}}
	bases := laboratory(t, base)
	first := made(t, bases)
	name := address + "/node:24-slim"
	publish(t, bases.engine, first, name)
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
