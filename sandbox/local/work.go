package local

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// work is the folder of one job, the only one it may write to.
type work string

func newWork(temp string) (work, error) {
	folder, err := os.MkdirTemp(temp, "drill-")
	if err == nil {
		// The learner's process sees real paths, and so must the rules for it.
		folder, err = filepath.EvalSymlinks(folder)
	}
	if err != nil {
		return "", noFolder(temp, err)
	}
	return work(folder), nil
}

func noFolder(temp string, err error) error {
	if outOfSpace(err) {
		return full(temp)
	}
	return fmt.Errorf("no folder can be made in the temporary folder %s: %w; set TMPDIR to one that you can write to", temp, err)
}

// size is the number of bytes in the folder. What vanishes meanwhile does not
// count.
func (w work) size() int64 {
	var total int64
	_ = filepath.WalkDir(string(w), func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return nil
	})
	return total
}

// remove deletes the folder, also where the learner took away the permission to.
func (w work) remove() {
	if os.RemoveAll(string(w)) == nil {
		return
	}
	_ = filepath.WalkDir(string(w), func(path string, entry fs.DirEntry, _ error) error {
		if entry != nil && entry.IsDir() {
			_ = os.Chmod(path, 0o700)
		}
		return nil
	})
	_ = os.RemoveAll(string(w))
}
