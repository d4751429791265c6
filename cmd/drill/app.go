package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"drill/graders"
	"drill/internal/console"
	"drill/internal/progress"
	"drill/internal/settings"
	"drill/sandbox/image"
)

// app is what all commands share. Nothing in it is read or started before a
// command asks for it: most commands need no sandbox and must be quick.
type app struct {
	console   *console.Console
	getenv    func(string) string
	lookPath  func(string) (string, error)
	catalogue func() *catalogue
	open      opener
	runners   func(*app) ([]image.Recipe, error)
	flags     flags
}

// flags are the options that every command takes.
type flags struct {
	sandbox string
	runtime string
	seed    uint64
	dir     string
	ascii   bool
	quiet   bool
}

func newApp() *app {
	return &app{
		console: console.New(os.Stdin, os.Stdout, os.Stderr, os.Getenv),
		getenv:  os.Getenv, lookPath: exec.LookPath,
		catalogue: sync.OnceValue(fullCatalogue),
		open:      openBox,
		runners:   ownRunners,
	}
}

// folders are where drill keeps its own files.
func (a *app) folders() (settings.Folders, error) { return settings.Locate(a.getenv) }

func (a *app) store() (*progress.Store, error) {
	f, err := a.folders()
	if err != nil {
		return nil, err
	}
	return &progress.Store{Config: f.Config, Cache: f.Cache, Notice: func(text string) { a.console.Warnf("%s", text) }}, nil
}

// progress reads the learner's progress.
func (a *app) progress() (*progress.Progress, error) {
	store, err := a.store()
	if err != nil {
		return nil, err
	}
	return store.Load()
}

// settings reads what is remembered; without a home folder that is nothing.
func (a *app) settings() settings.Settings {
	f, err := a.folders()
	if err != nil {
		return settings.Settings{}
	}
	return f.Load()
}

// remember changes the settings. That they cannot be kept stops nobody.
func (a *app) remember(change func(*settings.Settings)) {
	f, err := a.folders()
	if err == nil {
		s := f.Load()
		change(&s)
		err = f.Save(s)
	}
	if err != nil {
		a.console.Warnf("%v", err)
	}
}

// dir is the folder drill works in.
func (a *app) dir() string {
	if a.flags.dir != "" {
		return a.flags.dir
	}
	return "."
}

// short prints a path as a person in the current folder would write it.
func (a *app) short(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	relative, err := filepath.Rel(here, path)
	if err != nil || strings.HasPrefix(relative, filepath.Join("..", "..")) {
		return path
	}
	return relative
}

// language is the one to use where nothing else says: the one asked for, the one
// remembered, or the one whose toolchain is there.
func (a *app) language(asked string) (graders.Language, error) {
	if asked != "" {
		l, err := graders.ParseLanguage(asked)
		if err != nil {
			return "", misuse("%v", err)
		}
		return l, nil
	}
	if l := a.settings().Language; l != "" {
		return l, nil
	}
	return a.installed(), nil
}

func (a *app) installed() graders.Language {
	for _, l := range graders.Languages() {
		if _, err := a.lookPath(string(l)); err == nil {
			return l
		}
	}
	return graders.Node
}

// opener opens the sandbox of a choice: auto, docker or local.
type opener func(ctx context.Context, a *app, choice string) (box, error)
