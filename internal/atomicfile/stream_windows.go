package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Stream replaces a file by what a function writes, with a rename: that is as
// close to atomic as Windows gets.
func Stream(path string, mode fs.FileMode, fill func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := errors.Join(fill(f), f.Sync(), f.Close(), os.Chmod(f.Name(), mode)); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
