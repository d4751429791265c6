// Package testbed gives tests real sandboxes, shared so that slow things are made
// once: the Go bundle alone takes some 12 s.
package testbed

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/sandbox/local"
)

// Local returns a local sandbox whose cache outlives the test. What is in the cache
// is named by its content, so nothing stale is ever found there.
func Local(t testing.TB) *local.Sandbox {
	t.Helper()
	sandbox, err := local.New(local.Options{Cache: Cache(t), Packages: exercises.Packages()})
	require.NoError(t, err)
	t.Cleanup(func() { sandbox.Close() })
	return sandbox
}

// Cache returns the folder that tests share.
func Cache(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	require.NoError(t, err, "the shared test cache needs a cache folder")
	return filepath.Join(cache, "drill-test")
}
