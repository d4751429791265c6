//go:build unix

package local

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func script(t *testing.T, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "node")
	require.NoError(t, os.WriteFile(path, []byte("#!/bin/sh\n"+strings.Join(lines, "\n")+"\n"), 0o755))
	return path
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	old := script(t, `echo '["v18.1.0", "/usr/bin/node"]'`)
	broken := script(t, `echo oops; exit 3`)
	tests := []struct {
		name    string
		options Options
		job     graders.Job
		want    string
	}{
		{"no node", Options{Node: "no-such-node"}, nodeJob(""),
			"found no no-such-node command: install Node.js 20 or newer from https://nodejs.org and put it on PATH"},
		{"old node", Options{Node: old}, nodeJob(""), old + " is v18.1.0, which is too old: install Node.js 20"},
		{"broken node", Options{Node: broken}, nodeJob(""), broken + " does not say its version: exit status 3; install"},
		{"no go", Options{Go: "no-such-go"}, goJob("return n"), "found no no-such-go command: install Go"},
		{"no temporary folder", Options{Temp: file}, nodeJob(""), "no folder can be made in the temporary folder " + file},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.options.Cache = t.TempDir()
			s, err := New(test.options)
			require.NoError(t, err)
			_, err = s.Run(t.Context(), test.job)
			assert.ErrorContains(t, err, test.want)
			assert.NoError(t, s.Close())
		})
	}
}

func TestNoFolder(t *testing.T) {
	full := &os.PathError{Op: "mkdir", Path: "/tmp/drill-1", Err: syscall.ENOSPC}
	assert.EqualError(t, noFolder("/tmp", full),
		"the disk of the temporary folder /tmp is full: free some space or set TMPDIR to another folder")
	readOnly := &os.PathError{Op: "mkdir", Path: "/tmp/drill-1", Err: syscall.EROFS}
	assert.ErrorContains(t, noFolder("/tmp", readOnly), "read-only file system; set TMPDIR to one that you can write to")
}

func TestCacheThatIsNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := New(Options{Cache: filepath.Join(file, "cache")})
	assert.ErrorContains(t, err, "the cache folder cannot be made")
	assert.ErrorContains(t, err, file)
}

func TestCacheThatCannotBeWrittenTo(t *testing.T) {
	cache := t.TempDir()
	s, err := New(Options{Cache: cache})
	require.NoError(t, err)
	require.NoError(t, os.Remove(cache))
	_, err = s.Run(t.Context(), nodeJob(""))
	assert.ErrorContains(t, err, "the cache folder "+cache+" cannot be written to")
}

// To ask node for its version takes as long as a grading.
func TestNodeIsAskedOnce(t *testing.T) {
	asked := filepath.Join(t.TempDir(), "asked")
	real := script(t)
	command := script(t, "echo >>"+asked, fmt.Sprintf(`echo '["v20.1.0", %q]'`, real))
	cache := t.TempDir()
	times := func() int {
		s, err := New(Options{Cache: cache, Node: command})
		require.NoError(t, err)
		found, err := s.findNode(t.Context())
		require.NoError(t, err)
		require.Equal(t, real, found.Path)
		text, err := os.ReadFile(asked)
		require.NoError(t, err)
		return strings.Count(string(text), "\n")
	}
	assert.Equal(t, 1, times())
	assert.Equal(t, 1, times(), "nothing has changed")
	require.NoError(t, os.WriteFile(real, []byte("another node"), 0o755))
	assert.Equal(t, 2, times(), "the real node is another one")
	require.NoError(t, os.WriteFile(filepath.Join(cache, "node.json"), []byte("{"), 0o600))
	assert.Equal(t, 3, times(), "the answer was damaged")
}

func TestHarnessIsMended(t *testing.T) {
	cache := t.TempDir()
	files := os.DirFS("testdata")
	folder, err := install(cache, "harness", files)
	require.NoError(t, err)
	for name, damage := range map[string]func(string) error{
		"changed": func(path string) error { return os.WriteFile(path, []byte("x"), 0o600) },
		"removed": os.Remove,
		"added":   func(path string) error { return os.WriteFile(path+".more", nil, 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, damage(filepath.Join(folder, "raw.mjs")))
			again, err := install(cache, "harness", files)
			require.NoError(t, err)
			assert.Equal(t, folder, again)
			assert.True(t, holds(folder, files))
			entries, err := os.ReadDir(cache)
			require.NoError(t, err)
			assert.Len(t, entries, 1)
		})
	}
}

func TestCancel(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		if conn, err := listener.Accept(); err == nil {
			conn.Close()
		}
		cancel()
	}()
	job := rawJob(fmt.Sprintf(`const net = await import('node:net'); net.connect(%d, '127.0.0.1');
		await new Promise(() => setInterval(() => {}, 1000))`, listener.Addr().(*net.TCPAddr).Port))
	job.Network = true
	_, err = newRaw(t).Run(ctx, job)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := newRaw(t).Run(ctx, rawJob(""))
	assert.ErrorIs(t, err, context.Canceled)
}

// Only where nothing is confined can a solution take permissions away.
func TestFolderWithoutPermissionsIsRemoved(t *testing.T) {
	s := newRaw(t)
	s.confiner = confiner{}
	got := run(t, s, rawJob(`const fs = await import('node:fs');
		fs.mkdirSync('a/b', { recursive: true }); fs.writeFileSync('a/b/c', ''); fs.chmodSync('a/b', 0); fs.chmodSync('a', 0)`))
	assert.Equal(t, graders.Ended, got.Outcome)
}
