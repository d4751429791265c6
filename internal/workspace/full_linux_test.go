package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// mount gives a small file system of its own, where the test may.
func mount(t *testing.T, flags uintptr, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, options); err != nil {
		t.Skipf("cannot mount a file system: %v", err)
	}
	t.Cleanup(func() { assert.NoError(t, syscall.Unmount(dir, 0)) })
	return dir
}

func TestAFullDiskLosesNothing(t *testing.T) {
	dir := mount(t, 0, "size=32k")
	w := create(t, dir, "copy", graders.Node)
	write(t, w.Path(), "mine")
	_ = os.WriteFile(filepath.Join(dir, "filler"), []byte(strings.Repeat("x", 1<<20)), 0o644) // until it is full

	_, err := w.Replace(graders.File{Name: "solution.mjs", Content: []byte(strings.Repeat("y", 8192))})
	require.ErrorIs(t, err, syscall.ENOSPC)
	assert.Contains(t, err.Error(), "the disk is full: free some space and try again, nothing was lost")
	assert.Equal(t, "mine", read(t, w.Path()))

	_, _, err = Create(dir, exercise("other"), graders.Node)
	assert.ErrorContains(t, err, "the disk is full")
}

func TestAReadOnlyFileSystemIsNamed(t *testing.T) {
	dir := mount(t, syscall.MS_RDONLY, "size=32k")
	_, _, err := Create(dir, exercise("copy"), graders.Node)
	require.ErrorIs(t, err, syscall.EROFS)
	assert.ErrorContains(t, err, "cannot create "+filepath.Join(dir, "copy")+": the file system is read-only: choose another folder with --dir")
}
