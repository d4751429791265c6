package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"drill/graders"
)

// Create returns the workspace of an exercise below a folder, and whether it is
// new. A folder that is there already is gone on with: missing files are added
// and no file is overwritten. The first language gets the folder <slug>, another
// one <slug>-<language>.
func Create(base string, e *graders.Exercise, l graders.Language) (*Workspace, bool, error) {
	base, err := filepath.Abs(base)
	if err != nil {
		return nil, false, err
	}
	w, err := place(base, e.Slug, l)
	if err != nil {
		return nil, false, err
	}
	_, err = os.Lstat(w.Dir)
	isNew := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(w.Dir, 0o755); err != nil {
		return nil, false, explain("create", w.Dir, err)
	}
	return w, isNew, w.fill(e)
}

// place chooses the folder: one of the exercise and language, a free name, or a
// folder that holds a solution of the language but lost its marker.
func place(base, slug string, l graders.Language) (*Workspace, error) {
	existing, err := In(base, slug, l)
	if err != nil {
		return nil, err
	}
	if len(existing) > 0 && existing[0].Language == l {
		return existing[0], nil
	}
	for _, name := range []string{slug, slug + "-" + string(l)} {
		w := open(filepath.Join(base, name), marker{Exercise: slug, Language: l})
		if _, marked, err := readMarker(w.Dir); err != nil || marked {
			continue // the other language's
		}
		usable, err := w.usable()
		if err != nil {
			return nil, err
		}
		if usable {
			return w, nil
		}
		return nil, refuse("%s is there already and is no exercise of drill's: move it away, or choose another folder with --dir", w.Dir)
	}
	return nil, refuse("%s belongs to another exercise: choose another folder with --dir", filepath.Join(base, slug))
}

// usable reports whether the folder is free, empty, or holds a solution.
func (w *Workspace) usable() (bool, error) {
	entries, err := os.ReadDir(w.Dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return true, nil
	}
	if err != nil {
		if info, statErr := os.Stat(w.Dir); statErr == nil && !info.IsDir() {
			return false, nil
		}
		return false, explain("read", w.Dir, err)
	}
	return len(w.solutions()) > 0, nil
}

// fill adds the files that are missing, the marker last: a folder that could not
// be filled is not taken for a whole one.
func (w *Workspace) fill(e *graders.Exercise) error {
	prompt, err := e.Prompt(w.Language)
	if err != nil {
		return err
	}
	stub, err := e.Stub(w.Language)
	if err != nil {
		return err
	}
	files := []graders.File{{Name: "README.md", Content: []byte(prompt)}}
	if len(w.solutions()) == 0 {
		files = append(files, stub)
	}
	if w.Language == graders.Go {
		files = append(files, graders.File{Name: "go.mod", Content: []byte(goMod)})
	}
	m := marker{Version: markerVersion, Exercise: w.Exercise, Language: w.Language}
	for _, f := range append(files, graders.File{Name: MarkerName, Content: m.encode()}) {
		if err := w.add(f); err != nil {
			return err
		}
	}
	return nil
}

// goMod lets editors understand the folder; drill itself does not read it.
const goMod = "module solution\n\ngo 1.26\n"

func (w *Workspace) add(f graders.File) error {
	path := filepath.Join(w.Dir, f.Name)
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	return explain("write", path, w.write(path, f.Content))
}
