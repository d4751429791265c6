package app

import (
	"path/filepath"
	"sync"

	"drill/exercises"
	"drill/sandbox/docker"
	"drill/sandbox/golang"
	"drill/sandbox/image"
)

// Recipes say what goes into the runner images.
func (a *App) Recipes() ([]image.Recipe, error) { return a.Runners(a) }

// ownRunners are drill's own recipes. The Go bundle is the local sandbox's, so that
// it is made once for both.
func ownRunners(a *App) ([]image.Recipe, error) {
	f, err := a.Folders()
	if err != nil {
		return nil, err
	}
	packages := exercises.Packages()
	readable := docker.ReadsPrograms(a.Flags.Runtime)
	ownNode := image.OwnNode()
	ownNode.Readable = readable
	return []image.Recipe{
		ownNode,
		image.Go{
			Folder: golang.Shelf(filepath.Join(f.Cache, "go"), packages), Packages: packages,
			Progress: a.preparingGo(), Readable: readable,
		},
	}, nil
}

// preparingGo says once what takes so long.
func (a *App) preparingGo() func(done, total int, what string) {
	say := sync.OnceFunc(func() { a.Console.Notef("preparing Go, once for this toolchain: this takes some 15 seconds") })
	return func(int, int, string) { say() }
}
