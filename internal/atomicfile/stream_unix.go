//go:build !windows

package atomicfile

import (
	"errors"
	"io"
	"io/fs"

	"github.com/google/renameio/v2"
)

// Stream replaces a file by what a function writes. When the function fails the
// file is what it was.
func Stream(path string, mode fs.FileMode, fill func(io.Writer) error) error {
	f, err := renameio.NewPendingFile(path, renameio.WithPermissions(mode))
	if err != nil {
		return err
	}
	if err := fill(f); err != nil {
		return errors.Join(err, f.Cleanup())
	}
	if err := f.CloseAtomicallyReplace(); err != nil {
		return errors.Join(err, f.Cleanup())
	}
	return nil
}
