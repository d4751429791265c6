package local

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2/maybe"
)

// install puts files into a folder of the cache and returns its path. A folder
// that is there must hold exactly these files: where nothing confines a learner's
// process it could have changed them.
func install(cache, name string, files fs.FS) (string, error) {
	cache, err := filepath.Abs(cache)
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, name)
	if holds(folder, files) {
		return folder, nil
	}
	fresh, err := os.MkdirTemp(cache, "."+name+"-")
	if err != nil {
		return "", unwritable(cache, err)
	}
	defer os.RemoveAll(fresh)
	if err := os.CopyFS(filepath.Join(fresh, "new"), files); err != nil {
		return "", unwritable(cache, err)
	}
	// What was there is moved away and then deleted; a second drill may come in
	// between with the same files.
	_ = os.Rename(folder, filepath.Join(fresh, "old"))
	if err := os.Rename(filepath.Join(fresh, "new"), folder); err != nil && !holds(folder, files) {
		return "", unwritable(cache, err)
	}
	return folder, nil
}

func unwritable(cache string, err error) error {
	return fmt.Errorf("the cache folder %s cannot be written to: %w; free some space there or choose another folder", cache, err)
}

// holds reports whether a folder's files are exactly these.
func holds(folder string, files fs.FS) bool {
	there := os.DirFS(folder)
	return contains(there, files) && contains(files, there)
}

// contains reports whether every file of part is in whole, with the same content.
func contains(whole, part fs.FS) bool {
	err := fs.WalkDir(part, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		want, err := fs.ReadFile(part, path)
		if err != nil {
			return err
		}
		got, err := fs.ReadFile(whole, path)
		if err == nil && !bytes.Equal(got, want) {
			err = fs.ErrInvalid
		}
		return err
	})
	return err == nil
}

func writeAtomically(path string, content []byte) error {
	return maybe.WriteFile(path, content, 0o600)
}
