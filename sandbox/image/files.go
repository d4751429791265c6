package image

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// Files is a list of files with the modes they get in an image; the owner always
// is root.
type Files struct {
	entries []entry
	// Runtime names the runtime that the files make up, where that is known.
	Runtime string
	// Modified is when the youngest file that was copied was changed.
	Modified time.Time
}

type entry struct {
	path string // relative to the root
	mode int64
	size int64
	open func() (io.ReadCloser, error) // nil for a folder
}

// Folder adds a folder.
func (f *Files) Folder(name string, mode int64) {
	f.entries = append(f.entries, entry{path: name, mode: mode})
}

// Text adds a file with the given content.
func (f *Files) Text(name string, mode int64, content string) {
	f.entries = append(f.entries, entry{path: name, mode: mode, size: int64(len(content)), open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(content)), nil
	}})
}

// Copy adds a file of the host's, following symbolic links.
func (f *Files) Copy(name string, mode int64, from string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no regular file", from)
	}
	f.age(info)
	f.entries = append(f.entries, entry{path: name, mode: mode, size: info.Size(), open: func() (io.ReadCloser, error) {
		return os.Open(from)
	}})
	return nil
}

// Tree adds all files of a file system below a folder, readable by everyone;
// those that were executable stay so.
func (f *Files) Tree(folder string, tree fs.FS) error {
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			f.Folder(path.Join(folder, name), 0o555)
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		f.age(info)
		mode := int64(0o444)
		if info.Mode()&0o100 != 0 {
			mode = 0o555
		}
		f.entries = append(f.entries, entry{path: path.Join(folder, name), mode: mode, size: info.Size(), open: func() (io.ReadCloser, error) {
			return tree.Open(name)
		}})
		return nil
	})
}

func (f *Files) age(info fs.FileInfo) {
	if info.ModTime().After(f.Modified) {
		f.Modified = info.ModTime()
	}
}
