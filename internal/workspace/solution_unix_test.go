//go:build unix

package workspace

import (
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestANamedPipeIsRefusedInsteadOfWaitedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "solution.mjs")
	require.NoError(t, syscall.Mkfifo(path, 0o644))
	_, err := ReadSolution(path)
	require.ErrorContains(t, err, "is no plain file")
}
