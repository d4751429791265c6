// Package atomicfile writes files that are whole at any moment: a reader, a crash
// or a full disk finds the old content or the new one.
package atomicfile

import (
	"io"
	"io/fs"
)

// Write replaces a file's content. The folder must exist.
func Write(path string, content []byte, mode fs.FileMode) error {
	return Stream(path, mode, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
