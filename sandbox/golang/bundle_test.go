package golang_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/sandbox/golang"
)

// fakeGo writes a go command that answers "go env" with a version and fails
// otherwise.
func fakeGo(t *testing.T, version string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "go")
	script := "#!/bin/sh\n[ \"$1\" = env ] && echo '{\"GOVERSION\": \"" + version + "\", \"GOHOSTOS\": \"" + runtime.GOOS +
		"\", \"GOHOSTARCH\": \"" + runtime.GOARCH + "\"}' && exit\necho 'no such luck' >&2\nexit 1\n"
	require.NoError(t, os.WriteFile(path, []byte(script), 0o755))
	return path
}

func TestBuildErrors(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "go")
	for name, test := range map[string]struct {
		goCommand string
		want      []string
	}{
		"no go":      {missing, []string{"found no " + missing, "install Go 1.26 or newer"}},
		"go too old": {fakeGo(t, "go1.25.9"), []string{"go1.25.9", "too old", "install Go 1.26 or newer"}},
		"go fails":   {fakeGo(t, "go1.26.0"), []string{"cannot build the Go bundle", "no such luck"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parent := t.TempDir()
			_, err := golang.Build(t.Context(), golang.Options{Go: test.goCommand, Dir: filepath.Join(parent, "bundle")})
			for _, want := range test.want {
				require.ErrorContains(t, err, want)
			}
			assert.NoDirExists(t, filepath.Join(parent, "bundle"))
			left, err := filepath.Glob(filepath.Join(parent, ".building-*"))
			require.NoError(t, err)
			assert.Empty(t, left)
		})
	}
}

func TestUnknownPackageIsNamed(t *testing.T) {
	t.Parallel()
	_, err := golang.Build(t.Context(), golang.Options{Go: os.Getenv("DRILL_TEST_GO"),
		Dir: filepath.Join(t.TempDir(), "bundle"), Packages: []string{"no/such/package"}})
	require.ErrorContains(t, err, "no/such/package")
}

func TestOpenWithoutBundle(t *testing.T) {
	_, err := golang.Open(t.TempDir())
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestBuildOnce builds one bundle from two goroutines, as two drills would, and
// then again with other packages.
func TestBuildOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "bundle")
	var builds atomic.Int64
	build := func(packages ...string) (golang.Bundle, error) {
		return golang.Build(context.Background(), golang.Options{Go: os.Getenv("DRILL_TEST_GO"), Dir: dir, Packages: packages,
			Progress: func(done, total int, _ string) {
				if done == total {
					builds.Add(1)
				}
			}})
	}
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			_, err := build("os")
			assert.NoError(t, err)
		})
	}
	group.Wait()
	b, err := build()
	require.NoError(t, err)
	assert.EqualValues(t, 1, builds.Load(), "a bundle with more packages than asked for fits")
	assert.Equal(t, golang.Version(), b.Manifest.Sources)
	assert.Equal(t, runtime.GOOS, b.Manifest.GOOS)

	b, err = build("os", "html")
	require.NoError(t, err)
	assert.EqualValues(t, 2, builds.Load(), "a missing package makes the bundle stale")
	assert.FileExists(t, filepath.Join(b.Dir, "pkg", "html.a"))
}

func TestCommand(t *testing.T) {
	b := golang.Bundle{Dir: "/bundle"}
	assert.Equal(t, []string{"/bundle/runner", "--goroot=/bundle", "--work=/work", "--idle=1.5"},
		b.Command("/work", 1500*time.Millisecond))
}
