package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"drill/graders"
	"drill/internal/atomicfile"
)

// Workspace is a folder with a solution in the making.
type Workspace struct {
	Dir      string
	Exercise string // slug
	Language graders.Language

	// write replaces a file as a whole or not at all.
	write func(path string, content []byte) error
}

func open(dir string, m marker) *Workspace {
	return &Workspace{Dir: dir, Exercise: m.Exercise, Language: m.Language, write: writeFile}
}

func writeFile(path string, content []byte) error {
	return atomicfile.Write(path, content, 0o644)
}

// ErrNone is returned where no folder of an exercise is.
var ErrNone = &Refusal{"this folder is no exercise"}

// Find returns the workspace that a path lies in: its folder, or any folder above.
// It returns [ErrNone] when there is none, and a [Refusal] when there is no such path.
func Find(path string) (*Workspace, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refuse("no such file or folder: %s", path)
	}
	if err != nil {
		return nil, explain("read", path, err)
	}
	if !info.IsDir() {
		path = filepath.Dir(path)
	}
	for dir := path; ; dir = filepath.Dir(dir) {
		m, found, err := readMarker(dir)
		if err != nil {
			return nil, err
		}
		if found {
			return open(dir, m), nil
		}
		if dir == filepath.Dir(dir) {
			return nil, ErrNone
		}
	}
}

// In returns the workspaces of an exercise right below a folder, the one in the
// preferred language first.
func In(base, slug string, preferred graders.Language) ([]*Workspace, error) {
	var found []*Workspace
	for _, name := range folderNames(slug) {
		dir := filepath.Join(base, name)
		m, ok, err := readMarker(dir)
		switch {
		case err != nil:
			return nil, err
		case !ok || m.Exercise != slug:
		case m.Language == preferred:
			found = append([]*Workspace{open(dir, m)}, found...)
		default:
			found = append(found, open(dir, m))
		}
	}
	return found, nil
}

// folderNames are the folders an exercise may be in: its own name for the
// language that came first, with the language behind it for the other.
func folderNames(slug string) []string {
	names := []string{slug}
	for _, l := range graders.Languages() {
		names = append(names, slug+"-"+string(l))
	}
	return names
}
