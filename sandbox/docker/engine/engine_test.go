package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/containerd/errdefs"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fake serves the greeting of an engine on a Unix socket.
func fake(t *testing.T, system string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "engine.sock")
	listener, err := net.Listen("unix", path)
	require.NoError(t, err)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Api-Version", "1.41")
		w.Header().Set("Ostype", system)
	})}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return path
}

func environment(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func TestConnectFindsAnEngine(t *testing.T) {
	socket := fake(t, "linux")
	withContext := t.TempDir()
	writeContext(t, withContext, "unix://"+socket)
	session := filepath.Dir(socket)
	require.NoError(t, os.Mkdir(filepath.Join(session, "podman"), 0o755))
	require.NoError(t, os.Link(socket, filepath.Join(session, "podman", "podman.sock")))
	cases := []struct {
		name    string
		options Options
		source  string
	}{
		{"by address", Options{Host: "unix://" + socket, Getenv: environment(map[string]string{"DOCKER_HOST": "unix:///nowhere"})}, "the options"},
		{"by DOCKER_HOST", Options{Getenv: environment(map[string]string{"DOCKER_HOST": "unix://" + socket, "DOCKER_CONTEXT": "none"})}, "DOCKER_HOST"},
		{"by the current context", Options{Home: withContext, Getenv: environment(nil)}, "the Docker context classroom"},
		{"by DOCKER_CONTEXT", Options{Home: withContext, Getenv: environment(map[string]string{"DOCKER_CONTEXT": "classroom"})}, "the Docker context classroom"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e, err := Connect(context.Background(), c.options)
			require.NoError(t, err)
			defer e.Close()
			assert.Equal(t, c.source, e.Source)
			assert.Equal(t, "1.41", e.APIVersion)
		})
	}
	hosts := []string{}
	for _, e := range usual(Options{Home: t.TempDir(), Getenv: environment(map[string]string{"XDG_RUNTIME_DIR": session})}) {
		hosts = append(hosts, e.host)
	}
	assert.Contains(t, hosts, "unix://"+filepath.Join(session, "podman", "podman.sock"))
}

// writeContext writes what 'docker context create' and 'use' do. The folder's
// name is the SHA-256 digest of the context's.
func writeContext(t *testing.T, home, host string) {
	t.Helper()
	folder := filepath.Join(home, ".docker")
	meta := filepath.Join(folder, "contexts", "meta", contextID("classroom"))
	require.NoError(t, os.MkdirAll(meta, 0o755))
	text, err := json.Marshal(map[string]any{"Name": "classroom", "Endpoints": map[string]any{"docker": map[string]any{"Host": host}}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(meta, "meta.json"), text, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "config.json"), []byte(`{"currentContext": "classroom"}`), 0o600))
}

func TestConnectSaysWhatToDo(t *testing.T) {
	windows := fake(t, "windows")
	cases := []struct {
		name    string
		host    string
		context string
		says    []string
	}{
		{name: "nobody there", host: "unix:///nowhere/engine.sock", says: []string{"unix:///nowhere/engine.sock (DOCKER_HOST) does not answer", "start it, or point DOCKER_HOST at another"}},
		{name: "refused", host: "tcp://127.0.0.1:1", says: []string{"tcp://127.0.0.1:1 (DOCKER_HOST) does not answer"}},
		{name: "by ssh", host: "ssh://me@far", says: []string{"cannot use ssh://me@far", "ssh -L"}},
		{name: "no address", host: "nonsense", says: []string{"the address nonsense of DOCKER_HOST", "correct it"}},
		{name: "Windows containers", host: "unix://" + windows, says: []string{"runs Windows containers", "switch it"}},
		{name: "no such context", context: "gone", says: []string{"the Docker context gone", "docker context use"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Connect(context.Background(), Options{Home: t.TempDir(), Getenv: environment(map[string]string{"DOCKER_HOST": c.host, "DOCKER_CONTEXT": c.context})})
			var fault *Fault
			require.ErrorAs(t, err, &fault)
			for _, words := range c.says {
				assert.Contains(t, err.Error(), words)
			}
		})
	}
}

func TestExplain(t *testing.T) {
	e := &Engine{Host: "unix:///engine.sock"}
	assert.NoError(t, e.Explain("start", nil))
	assert.Equal(t, context.Canceled, e.Explain("start", context.Canceled))
	known := &Fault{Problem: "known"}
	assert.Equal(t, error(known), e.Explain("start", known))
	assert.ErrorContains(t, e.Explain("start a sandbox", errors.New("write: no space left on device")), "free some")
	assert.ErrorContains(t, e.Explain("start a sandbox", &net.OpError{Op: "dial", Err: errors.New("refused")}), "stopped answering")
	assert.ErrorContains(t, e.Explain("start a sandbox", errors.New("Error response from daemon: strange")), "could not start a sandbox (strange)")
}

func TestIsRefusal(t *testing.T) {
	e := &Engine{Host: "unix:///engine.sock"}
	for _, text := range []string{"unknown or invalid runtime name: crun", "OCI runtime create failed: no such file or directory"} {
		assert.True(t, IsRefusal(e.Explain("start a sandbox", errors.New(text))), text)
	}
	others := []error{
		nil, context.Canceled, context.DeadlineExceeded, &net.OpError{Op: "dial", Err: errors.New("refused")}, io.EOF,
		errors.New("write: no space left on device"), fmt.Errorf("no such image: sha256:12: %w", errdefs.ErrNotFound),
	}
	for _, err := range others {
		assert.False(t, IsRefusal(e.Explain("start a sandbox", err)), "%v", err)
	}
}
