package image

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSharedLibraries compares with the dynamic loader's own answer.
func TestSharedLibraries(t *testing.T) {
	program, err := exec.LookPath("node")
	if err != nil || runtime.GOOS != "linux" {
		t.Skip("there is no node for Linux")
	}
	listed, err := exec.Command("ldd", program).Output()
	if err != nil {
		t.Skip("there is no ldd")
	}
	found, err := sharedLibraries(program)
	require.NoError(t, err)
	names := map[string]bool{}
	for _, l := range found {
		names[filepath.Base(l.name)] = true
		assert.FileExists(t, l.path)
	}
	for line := range strings.Lines(string(listed)) {
		name := filepath.Base(strings.Fields(line)[0])
		if name != "linux-vdso.so.1" {
			assert.True(t, names[name], name)
		}
	}
}

func TestSharedLibrariesOfSomethingElse(t *testing.T) {
	script := filepath.Join(t.TempDir(), "node")
	require.NoError(t, os.WriteFile(script, []byte("#!/bin/sh\n"), 0o755))
	_, err := sharedLibraries(script)
	assert.ErrorContains(t, err, script+" is no program that can be copied")
}

func TestConfiguredFolders(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "ld.so.conf")
	require.NoError(t, os.WriteFile(file, []byte("# first\n/opt/one # why\ninclude "+folder+"/*.d\ninclude "+file+"\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "two.d"), []byte("/opt/two\n"), 0o644))
	assert.Subset(t, configuredFolders(file, 0), []string{"/opt/one", "/opt/two"})
}
