package image

import (
	"archive/tar"
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

// size is the number of bytes that writing will take, headers left out.
func (f *Files) size() int64 {
	total := int64(0)
	for _, e := range f.entries {
		total += e.size
	}
	return total
}

// write adds the files to an archive, below a folder of it. Folders that files are
// in come before them: an engine would make them unreadable.
func (f *Files) write(archive *tar.Writer, below string, each func(bytes int64)) error {
	made := map[string]bool{".": true}
	for _, e := range f.entries {
		if err := parents(archive, below, path.Dir(e.path), made); err != nil {
			return err
		}
		made[e.path] = true
		if err := archive.WriteHeader(e.header(below)); err != nil {
			return err
		}
		if err := e.copyTo(archive, each); err != nil {
			return fmt.Errorf("%s: %w", e.path, err)
		}
	}
	return nil
}

func parents(archive *tar.Writer, below, folder string, made map[string]bool) error {
	if made[folder] {
		return nil
	}
	made[folder] = true
	if err := parents(archive, below, path.Dir(folder), made); err != nil {
		return err
	}
	return archive.WriteHeader(entry{path: folder, mode: 0o755}.header(below))
}

func (e entry) header(below string) *tar.Header {
	header := &tar.Header{Name: path.Join(below, e.path), Mode: e.mode, Size: e.size, Typeflag: tar.TypeReg}
	if e.open == nil {
		header.Typeflag, header.Name = tar.TypeDir, header.Name+"/"
	}
	return header
}

func (e entry) copyTo(w io.Writer, each func(bytes int64)) error {
	if e.open == nil {
		return nil
	}
	file, err := e.open()
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(io.MultiWriter(w, counter(each)), file)
	return err
}

type counter func(bytes int64)

func (c counter) Write(p []byte) (int, error) {
	c(int64(len(p)))
	return len(p), nil
}
