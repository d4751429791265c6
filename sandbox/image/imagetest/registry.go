// Package imagetest helps tests that pull images from a registry.
package imagetest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/require"

	"drill/sandbox/docker/engine"
)

// Connect connects to the engine. It skips the test where none answers, unless
// one is required.
func Connect(t testing.TB) *engine.Engine {
	t.Helper()
	e, err := engine.Connect(context.Background(), engine.Options{})
	if err != nil && !required() {
		t.Skip(err)
	}
	require.NoError(t, err)
	t.Cleanup(func() { e.Close() })
	return e
}

func required() bool { return os.Getenv("DRILL_REQUIRE_DOCKER") == "1" }

// Registry runs Debian's docker-registry on loopback, which engines trust
// without certificates, until the end of the test, and returns its address.
func Registry(t testing.TB) string {
	t.Helper()
	program, err := exec.LookPath("docker-registry")
	if err != nil && !required() {
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
	require.Eventually(t, func() bool { return answers(address) }, time.Minute, 50*time.Millisecond)
	return address
}

func answers(address string) bool {
	answer, err := http.Get("http://" + address + "/v2/")
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// Publish pushes an image under a name and forgets that name, so that only the
// registry has it.
func Publish(t testing.TB, e *engine.Engine, image, name string) {
	t.Helper()
	ctx := context.Background()
	_, err := e.ImageTag(ctx, client.ImageTagOptions{Source: image, Target: name})
	require.NoError(t, err)
	push, err := e.ImagePush(ctx, name, client.ImagePushOptions{RegistryAuth: "e30="})
	require.NoError(t, err)
	require.NoError(t, push.Wait(ctx))
	Forget(t, e, name)
}

// Forget removes an image's name, and the image when that was its last.
func Forget(t testing.TB, e *engine.Engine, name string) {
	t.Helper()
	_, err := e.ImageRemove(context.Background(), name, client.ImageRemoveOptions{Force: true, PruneChildren: true})
	require.NoError(t, err)
}
