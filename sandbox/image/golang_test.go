package image

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/golang"
)

// unpack writes files to the disk as an engine would.
func unpack(t *testing.T, files *Files, folder string) {
	t.Helper()
	var archive bytes.Buffer
	out := tar.NewWriter(&archive)
	require.NoError(t, files.write(out, "", func(int64) {}))
	require.NoError(t, out.Close())
	for in := tar.NewReader(&archive); ; {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		path := filepath.Join(folder, header.Name)
		if header.Typeflag == tar.TypeDir {
			require.NoError(t, os.MkdirAll(path, 0o755))
			continue
		}
		content, err := io.ReadAll(in)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, content, 0o644), "its folder comes before it")
	}
}

// TestBundleIsBuiltWithoutDrill runs, with the host's Go, what the official
// image's Go is told to run.
func TestBundleIsBuiltWithoutDrill(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the standard library")
	}
	official, err := Go{Packages: []string{"os"}}.OnOfficial(context.Background(), runtime.GOARCH)
	require.NoError(t, err)
	assert.Contains(t, official.Instructions, `RUN ["go","run",".","/rootfs/drill/go","711","bufio"`)
	source, bundle := t.TempDir(), filepath.Join(t.TempDir(), "rootfs", "go")
	unpack(t, &official.Added, source)
	cmd := exec.Command("go", append([]string{"run", ".", bundle, "711", "os"}, graders.DefaultImports()...)...)
	cmd.Dir = source
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=off", "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	built, err := golang.Open(bundle)
	require.NoError(t, err)
	assert.Equal(t, golang.Version(), built.Manifest.Sources)
	for _, program := range []string{"runner", "bin/compile", "bin/link"} {
		info, err := os.Stat(filepath.Join(bundle, program))
		require.NoError(t, err)
		assert.EqualValues(t, 0o711, info.Mode().Perm(), program)
	}
	assert.FileExists(t, filepath.Join(bundle, "pkg", "bufio.a"))
}

func TestGoVersionCoversThePackages(t *testing.T) {
	assert.NotEqual(t, Reference(Go{}), Reference(Go{Packages: []string{"net"}}))
	assert.Equal(t, Reference(Go{Folder: "a"}), Reference(Go{Folder: "b"}))
	assert.True(t, strings.HasPrefix(Reference(Go{}), "drill-runner-go:"))
}
