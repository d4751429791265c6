package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"drill/graders"
)

// Replace puts a file in the place of the learner's solution. What was there is
// kept beside it; the names of the backups are returned, none when the content
// is the same already.
func (w *Workspace) Replace(f graders.File) ([]string, error) {
	path := filepath.Join(w.Dir, f.Name)
	if same(path, f.Content) && len(w.solutions()) == 1 {
		return nil, nil
	}
	var backups []string
	for _, name := range w.solutions() {
		backup, err := setAside(filepath.Join(w.Dir, name))
		if err != nil {
			return backups, errors.Join(explain("back up", filepath.Join(w.Dir, name), err), w.undo(backups))
		}
		backups = append(backups, backup)
	}
	if err := w.write(path, f.Content); err != nil {
		return nil, errors.Join(explain("write", path, err), w.undo(backups))
	}
	return backups, nil
}

func same(path string, content []byte) bool {
	if plainFile(path) != nil {
		return false
	}
	current, err := os.ReadFile(path)
	return err == nil && bytes.Equal(current, content)
}

// setAside renames a file to the first free name <file>.<n>.bak.
func setAside(path string) (string, error) {
	for n := 1; ; n++ {
		backup := fmt.Sprintf("%s.%d.bak", path, n)
		if _, err := os.Lstat(backup); errors.Is(err, fs.ErrNotExist) {
			return backup, os.Rename(path, backup)
		} else if err != nil {
			return "", err
		}
	}
}

// undo puts backups back after a failure.
func (w *Workspace) undo(backups []string) error {
	var problems []error
	for _, backup := range backups {
		problems = append(problems, os.Rename(backup, original(backup)))
	}
	return errors.Join(problems...)
}

func original(backup string) string {
	withoutBak := backup[:len(backup)-len(".bak")]
	return withoutBak[:len(withoutBak)-len(filepath.Ext(withoutBak))]
}
