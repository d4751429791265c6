// Package app is what drill's commands share: streams, folders, the catalogue, opening
// a sandbox, and exit codes. What one package of commands alone needs lives there.
package app

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"drill/internal/console"
	"drill/internal/settings"
	"drill/sandbox/image"
)

// App is what all commands share. Nothing in it is read or started before a
// command asks for it: most commands need no sandbox and must be quick.
type App struct {
	Console   *console.Console
	Getenv    func(string) string
	LookPath  func(string) (string, error)
	Catalogue func() *Catalogue
	Open      Opener
	Runners   func(*App) ([]image.Recipe, error)
	Flags     Flags
}

// Flags are the options that every command takes.
type Flags struct {
	Sandbox string
	Runtime string
	Seed    uint64
	Dir     string
	ASCII   bool
	Quiet   bool
}

// New is the app of a person at this machine.
func New() *App {
	return &App{
		Console: console.New(os.Stdin, os.Stdout, os.Stderr, os.Getenv),
		Getenv:  os.Getenv, LookPath: exec.LookPath,
		Catalogue: sync.OnceValue(fullCatalogue),
		Open:      openSandbox,
		Runners:   ownRunners,
	}
}

// Folders are where drill keeps its own files.
func (a *App) Folders() (settings.Folders, error) { return settings.Locate(a.Getenv) }

// Dir is the folder drill works in.
func (a *App) Dir() string {
	if a.Flags.Dir != "" {
		return a.Flags.Dir
	}
	return "."
}

// Short prints a path as a person in the current folder would write it.
func (a *App) Short(path string) string {
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

// Seed is the one asked for, or a new one.
func (a *App) Seed() uint64 {
	if a.Flags.Seed != 0 {
		return a.Flags.Seed
	}
	var random [8]byte
	rand.Read(random[:]) // never fails: crypto/rand ends the program instead
	return binary.LittleEndian.Uint64(random[:])
}

// PrintJSON prints data for programs.
func (a *App) PrintJSON(data any) error {
	encoder := json.NewEncoder(a.Console.Out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(data)
}
