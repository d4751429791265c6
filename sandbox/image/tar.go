package image

import (
	"archive/tar"
	"fmt"
	"io"
	"path"
)

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
