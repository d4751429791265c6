package corpus

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/graders"
	"drill/internal/testbed"
	"drill/sandbox/golang"
	"drill/sandbox/local"
)

// TestCorpusLocally grades every entry that the local sandbox claims to hold.
func TestCorpusLocally(t *testing.T) {
	for _, command := range []string{"node", "go"} {
		if _, err := exec.LookPath(command); err != nil {
			t.Skipf("no %s command", command)
		}
	}
	cache := warm(t)
	needConfinement(t, cache)
	before := listing(t, cache)
	each(t, func(t *testing.T, hostile entry) {
		if hostile.local != "" {
			t.Skip("not claimed by the local sandbox: " + hostile.local)
		}
		attack(t, localSandbox(t, cache), hostile)
	})
	assert.Equal(t, before, listing(t, cache), "the cache that later gradings use")
	assert.Empty(t, strangers(t), "processes that are left")
}

// needConfinement skips where the kernel does not confine as the corpus needs it:
// one of its entries signals every process that it may.
func needConfinement(t *testing.T, cache string) {
	t.Helper()
	const scopes = 6 // the version of Landlock that keeps signals within a sandbox
	sandbox, err := local.New(local.Options{Cache: cache})
	require.NoError(t, err)
	defer sandbox.Close()
	version := 0
	_, _ = fmt.Sscanf(sandbox.Confinement(), "landlock %d, seccomp", &version)
	if version < scopes {
		t.Skipf("the local sandbox confines too little here: %s", sandbox.Confinement())
	}
}

// each runs a subtest an entry, those that take the machine alone last.
func each(t *testing.T, test func(*testing.T, entry)) {
	t.Helper()
	entries := load(t)
	t.Run("each", func(t *testing.T) {
		for _, e := range entries {
			if !e.alone {
				t.Run(e.name, func(t *testing.T) { t.Parallel(); test(t, e) })
			}
		}
	})
	for _, e := range entries {
		if e.alone {
			t.Run("alone/"+e.name, func(t *testing.T) { test(t, e) })
		}
	}
}

// localSandbox has a folder for its work that must be empty in the end.
func localSandbox(t testing.TB, cache string) graders.Sandbox {
	t.Helper()
	temp := t.TempDir()
	sandbox, err := local.New(local.Options{Cache: cache, Temp: temp, Packages: exercises.Packages()})
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, sandbox.Close())
		left, err := os.ReadDir(temp)
		require.NoError(t, err)
		assert.Empty(t, left, "work folders that are left")
	})
	return sandbox
}

// warm makes a cache of the test's own and fills it, so that whatever an attack adds
// shows. The Go bundle is copied from the cache that all tests share.
func warm(t *testing.T) string {
	t.Helper()
	followedByARightOne(t, localSandbox(t, testbed.Cache(t)), graders.Go)
	cache := t.TempDir()
	shelf := golang.Shelf("go", exercises.Packages())
	require.NoError(t, os.CopyFS(filepath.Join(cache, shelf), os.DirFS(filepath.Join(testbed.Cache(t), shelf))))
	for _, language := range graders.Languages() {
		followedByARightOne(t, localSandbox(t, cache), language)
	}
	return cache
}

// listing names every file below a folder with its size, and hashes those that are
// short: the programs that sandboxes start would take seconds.
func listing(t *testing.T, folder string) []string {
	t.Helper()
	const short = 1 << 20
	var all []string
	require.NoError(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil || d.IsDir() {
			return err
		}
		line := fmt.Sprintf("%s %d %s", path, info.Size(), info.ModTime())
		if info.Size() < short && info.Mode().IsRegular() {
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			line += fmt.Sprintf(" %x", sha256.Sum256(content))
		}
		all = append(all, line)
		return nil
	}))
	return all
}
