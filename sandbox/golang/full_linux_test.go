package golang_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/sandbox/golang"
)

// tiny mounts a file system with room for little, where the test may.
func tiny(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("cannot mount a file system: %v", err)
	}
	t.Cleanup(func() { assert.NoError(t, syscall.Unmount(dir, 0)) })
	return dir
}

func TestADiskThatIsFullIsNamed(t *testing.T) {
	for name, options := range map[string]string{
		"no room for the runner's sources": "8k",
		"no room for the compiler":         "2m",
		"no room for a folder":             "8k,nr_inodes=1",
		"no room for another folder":       "8k,nr_inodes=3",
	} {
		t.Run(name, func(t *testing.T) {
			cache := tiny(t, options)
			_, err := golang.Build(t.Context(), golang.Options{Go: os.Getenv("DRILL_TEST_GO"), Dir: filepath.Join(cache, "go", "bundle")})
			require.ErrorContains(t, err, "a disk is full: free some 200 MB in "+filepath.Join(cache, "go"))
			assert.ErrorContains(t, err, "no space left on device")
		})
	}
}

// The go command says it in its own words, and of its own folder.
func TestADiskThatIsFullForTheGoCommandIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "go")
	script := "#!/bin/sh\necho 'link: mapping output file failed: no space left on device' >&2\nexit 1\n"
	require.NoError(t, os.WriteFile(path, []byte(script), 0o755))
	t.Setenv("TMPDIR", "/tmp/full")
	_, err := golang.Build(t.Context(), golang.Options{Go: path, Dir: filepath.Join(t.TempDir(), "bundle")})
	assert.ErrorContains(t, err, "temporary files (TMPDIR, /tmp/full)")
}
