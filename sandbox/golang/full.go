package golang

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// unbuilt says that a bundle could not be made. Where a disk is full, in whose words ever,
// it also says which folders take room.
func (o Options) unbuilt(err error) error {
	if strings.Contains(err.Error(), syscall.ENOSPC.Error()) {
		return fmt.Errorf("cannot build the Go bundle, since a disk is full: free some 200 MB in %s, and as much where Go has its "+
			"temporary files (TMPDIR, %s) and its cache (see go env GOCACHE): %w", filepath.Dir(o.Dir), os.TempDir(), err)
	}
	return fmt.Errorf("cannot build the Go bundle: %w", err)
}
