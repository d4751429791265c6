package learn

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/settings"
	"drill/internal/workspace"
)

// task is an exercise in a learner's folder.
type task struct {
	*workspace.Workspace
	exercise *graders.Exercise
}

// locate finds the task that a path, or an exercise's name, stands for; without
// one, that of the current folder or the one started last.
func locate(a *app.App, path string) (*task, error) {
	if path == "" {
		return locateHere(a)
	}
	full := path
	if !filepath.IsAbs(full) {
		full = filepath.Join(a.Dir(), path)
	}
	if _, err := os.Stat(full); err != nil {
		if e, findErr := a.Catalogue().Find(path); findErr == nil {
			return locateNamed(a, e, "")
		}
		if near := app.Nearest(path, a.Catalogue().Slugs()); near != "" && errors.Is(err, fs.ErrNotExist) {
			return nil, app.Misuse("no such file, folder or exercise: %s: did you mean %s?", a.Short(full), near)
		}
	}
	w, err := workspace.Find(full)
	if errors.Is(err, workspace.ErrNone) {
		return nil, app.Misuse("%s is no exercise: drill start makes one, drill list shows which there are", path)
	}
	return taskOf(a, w, err)
}

func locateHere(a *app.App) (*task, error) {
	w, err := workspace.Find(a.Dir())
	if !errors.Is(err, workspace.ErrNone) {
		return taskOf(a, w, err)
	}
	last := loadSettings(a).Last
	if last == "" || a.Flags.Dir != "" {
		return nil, app.Misuse("this folder is no exercise: go to one, give its path, or begin with drill start")
	}
	if w, err = workspace.Find(last); err != nil {
		return nil, app.Misuse("this folder is no exercise and the last one, %s, is gone: begin with drill start", last)
	}
	a.Console.Notef("the exercise started last: %s", a.Short(w.Dir))
	return taskOf(a, w, nil)
}

// locateNamed finds the folder of an exercise: the current one, one below the
// current one or beside it, or the one started last.
func locateNamed(a *app.App, e *graders.Exercise, l graders.Language) (*task, error) {
	wanted := func(w *workspace.Workspace) bool { return w.Exercise == e.Slug && (l == "" || w.Language == l) }
	if w, err := workspace.Find(a.Dir()); err == nil && wanted(w) {
		return taskOf(a, w, nil)
	}
	base, err := baseFolder(a)
	if err != nil {
		return nil, err
	}
	preferred := l
	if preferred == "" {
		preferred = loadSettings(a).Language
	}
	found, err := workspace.In(base, e.Slug, preferred)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(found, wanted); i >= 0 {
		return taskOf(a, found[i], nil)
	}
	if last := loadSettings(a).Last; last != "" {
		if w, err := workspace.Find(last); err == nil && wanted(w) {
			return taskOf(a, w, nil)
		}
	}
	return nil, app.Misuse("%s is not started here: drill start %s makes its folder", e.Slug, e.Slug)
}

// baseFolder is the folder that exercises are put in: the current one, or the one above
// when that is an exercise itself.
func baseFolder(a *app.App) (string, error) {
	dir, err := filepath.Abs(a.Dir())
	if err != nil {
		return "", err
	}
	if w, err := workspace.Find(dir); err == nil && a.Flags.Dir == "" {
		return filepath.Dir(w.Dir), nil
	}
	return dir, nil
}

func taskOf(a *app.App, w *workspace.Workspace, err error) (*task, error) {
	if err != nil {
		return nil, err
	}
	e, err := a.Catalogue().Find(w.Exercise)
	if err != nil {
		return nil, app.Misuse("%s is of an exercise that this drill does not know, %q: update drill", a.Short(w.Dir), w.Exercise)
	}
	return &task{w, e}, nil
}

// rememberTask makes a task the one started last.
func rememberTask(a *app.App, t *task) {
	remember(a, func(s *settings.Settings) { s.Last = t.Dir })
}
