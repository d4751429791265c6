package golang_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/sandbox/golang"
)

func TestShelfKeepsBundlesApart(t *testing.T) {
	parent := t.TempDir()
	one := golang.Shelf(parent, []string{"os", "net"})
	assert.Equal(t, one, golang.Shelf(parent, []string{"net", "os"}))
	assert.NotEqual(t, one, golang.Shelf(parent, []string{"os"}))
}

func TestShelfRemovesWhatNobodyUses(t *testing.T) {
	parent := t.TempDir()
	long := time.Now().Add(-60 * 24 * time.Hour)
	stale, mine := filepath.Join(parent, "stale"), golang.Shelf(parent, nil)
	for _, dir := range []string{stale, mine} {
		require.NoError(t, os.Mkdir(dir, 0o755))
		require.NoError(t, os.Chtimes(dir, long, long))
	}
	golang.Shelf(parent, nil)
	assert.NoDirExists(t, stale)
	assert.DirExists(t, mine)
}
