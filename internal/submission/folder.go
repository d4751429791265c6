package submission

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"drill/internal/workspace"
)

// folder looks at the top of a folder and at the folders there, without following
// a link.
func folder(dir string) (parts, error) {
	found := parts{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			if err := found.take(dir, entry.Name()); err != nil {
				return nil, err
			}
			continue
		}
		inner, err := os.ReadDir(filepath.Join(dir, entry.Name()))
		if err != nil {
			continue // not ours to read: what matters would be missed by name
		}
		for _, file := range inner {
			if !file.IsDir() {
				if err := found.take(dir, path.Join(entry.Name(), file.Name())); err != nil {
					return nil, err
				}
			}
		}
	}
	return found, nil
}

// take reads a file that may matter.
func (p parts) take(dir, name string) error {
	if !wanted(name) {
		return nil
	}
	file := filepath.Join(dir, filepath.FromSlash(name))
	info, err := os.Lstat(file)
	if err != nil {
		return err
	}
	if why := unfit(info); why != "" {
		return p.note(dir, name, part{why: why})
	}
	solution, err := workspace.ReadSolution(file)
	var refusal *Refusal
	if err != nil && !errors.As(err, &refusal) {
		return err
	}
	return p.add(dir, name, solution.Content)
}

// unfit says why a file is not taken: a link is a way to somebody else's file.
func unfit(info fs.FileInfo) string {
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return "is a symbolic link: hand in the file itself"
	case !info.Mode().IsRegular():
		return "is no plain file: hand in the source code"
	case links(info) > 1:
		return "is a hard link: hand in a copy of the file"
	}
	return ""
}
