package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

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
func (a *app) locate(path string) (*task, error) {
	if path == "" {
		return a.locateHere()
	}
	full := path
	if !filepath.IsAbs(full) {
		full = filepath.Join(a.dir(), path)
	}
	if _, err := os.Stat(full); err != nil {
		if e, findErr := a.catalogue().find(path); findErr == nil {
			return a.locateNamed(e, "")
		}
		if near := nearest(path, a.catalogue().slugs()); near != "" && errors.Is(err, fs.ErrNotExist) {
			return nil, misuse("no such file, folder or exercise: %s: did you mean %s?", a.short(full), near)
		}
	}
	w, err := workspace.Find(full)
	if errors.Is(err, workspace.ErrNone) {
		return nil, misuse("%s is no exercise: drill start makes one, drill list shows which there are", path)
	}
	return a.task(w, err)
}

func (a *app) locateHere() (*task, error) {
	w, err := workspace.Find(a.dir())
	if !errors.Is(err, workspace.ErrNone) {
		return a.task(w, err)
	}
	last := a.settings().Last
	if last == "" || a.flags.dir != "" {
		return nil, misuse("this folder is no exercise: go to one, give its path, or begin with drill start")
	}
	if w, err = workspace.Find(last); err != nil {
		return nil, misuse("this folder is no exercise and the last one, %s, is gone: begin with drill start", last)
	}
	a.console.Notef("the exercise started last: %s", a.short(w.Dir))
	return a.task(w, nil)
}

// locateNamed finds the folder of an exercise: the current one, one below the
// current one or beside it, or the one started last.
func (a *app) locateNamed(e *graders.Exercise, l graders.Language) (*task, error) {
	wanted := func(w *workspace.Workspace) bool { return w.Exercise == e.Slug && (l == "" || w.Language == l) }
	if w, err := workspace.Find(a.dir()); err == nil && wanted(w) {
		return a.task(w, nil)
	}
	base, err := a.base()
	if err != nil {
		return nil, err
	}
	preferred := l
	if preferred == "" {
		preferred = a.settings().Language
	}
	found, err := workspace.In(base, e.Slug, preferred)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(found, wanted); i >= 0 {
		return a.task(found[i], nil)
	}
	if last := a.settings().Last; last != "" {
		if w, err := workspace.Find(last); err == nil && wanted(w) {
			return a.task(w, nil)
		}
	}
	return nil, misuse("%s is not started here: drill start %s makes its folder", e.Slug, e.Slug)
}

// base is the folder that exercises are put in: the current one, or the one above
// when that is an exercise itself.
func (a *app) base() (string, error) {
	dir, err := filepath.Abs(a.dir())
	if err != nil {
		return "", err
	}
	if w, err := workspace.Find(dir); err == nil && a.flags.dir == "" {
		return filepath.Dir(w.Dir), nil
	}
	return dir, nil
}

func (a *app) task(w *workspace.Workspace, err error) (*task, error) {
	if err != nil {
		return nil, err
	}
	e, err := a.catalogue().find(w.Exercise)
	if err != nil {
		return nil, misuse("%s is of an exercise that this drill does not know, %q: update drill", a.short(w.Dir), w.Exercise)
	}
	return &task{w, e}, nil
}

// rememberTask makes a task the one started last.
func (a *app) rememberTask(t *task) {
	a.remember(func(s *settings.Settings) { s.Last = t.Dir })
}

// completePaths offers the shell's own file names.
func completePaths(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}
