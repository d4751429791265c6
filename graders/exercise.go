package graders

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// Exercise is one question of the handbook turned into a task.
type Exercise struct {
	// Slug is the exercise's name on the command line, in kebab-case.
	Slug string
	// Track is the slug of the chapter it belongs to.
	Track string
	// Order is its place in the track, from 1.
	Order int
	Title string
	// Summary says in one line what the learner builds.
	Summary string
	// Questions are the numbers of the handbook's questions it covers.
	Questions []int
	// Files holds README.md, _node/ and _go/.
	Files fs.FS
	// Exports are the functions and classes that a Node solution must export.
	Exports []string
	// Imports are the packages a Go solution may use beyond [DefaultImports].
	Imports []string
	// ScenarioImports are further packages that scenarios.go itself uses.
	ScenarioImports []string
	// Network allows TCP on loopback inside the sandbox.
	Network bool
	// Threads allows Node's worker_threads, to the solution and to the scenarios. Go
	// needs no permission: its goroutines are there in any case.
	Threads bool
	// Limits replaces single fields of [DefaultLimits] where set.
	Limits    Limits
	Scenarios []Scenario
	Checks    []Check
}

// ChecksFor returns the checks graded in a language.
func (e *Exercise) ChecksFor(l Language) []Check {
	return slices.DeleteFunc(slices.Clone(e.Checks), func(c Check) bool { return !c.For(l) })
}

// ScenariosFor returns the scenarios run in a language.
func (e *Exercise) ScenariosFor(l Language) []Scenario {
	return slices.DeleteFunc(slices.Clone(e.Scenarios), func(s Scenario) bool { return !s.For(l) })
}

// Prompt returns the text that a learner reads first, for one language: parts of
// README.md between "<!-- node -->" or "<!-- go -->" and "<!-- end -->" are kept
// only for their language.
func (e *Exercise) Prompt(l Language) (string, error) {
	text, err := fs.ReadFile(e.Files, "README.md")
	if err != nil {
		return "", fmt.Errorf("exercise %s: %w", e.Slug, err)
	}
	return forLanguage(string(text), l), nil
}

// Stub returns the file that a learner starts from.
func (e *Exercise) Stub(l Language) (File, error) { return e.file(l, l.SolutionFile()) }

// Reference returns the authors' solution under the name of the learner's file.
func (e *Exercise) Reference(l Language) (File, error) {
	f, err := e.file(l, "reference"+path.Ext(l.SolutionFile()))
	f.Name = l.SolutionFile()
	return f, err
}

// Stimuli returns the file with the scenarios' code.
func (e *Exercise) Stimuli(l Language) (File, error) { return e.file(l, l.ScenariosFile()) }

func (e *Exercise) file(l Language, name string) (File, error) {
	content, err := fs.ReadFile(e.Files, path.Join(l.Folder(), name))
	if err != nil {
		return File{}, fmt.Errorf("exercise %s: %w", e.Slug, err)
	}
	return File{Name: name, Content: content}, nil
}

// limits returns the default limits with the exercise's own fields set.
func (e *Exercise) limits() Limits {
	l, own := DefaultLimits(), e.Limits
	override(&l.Wall, own.Wall)
	override(&l.Load, own.Load)
	override(&l.CPU, own.CPU)
	override(&l.Memory, own.Memory)
	override(&l.Output, own.Output)
	override(&l.Trace, own.Trace)
	override(&l.Events, own.Events)
	override(&l.Judge, own.Judge)
	override(&l.Disk, own.Disk)
	override(&l.Processes, own.Processes)
	return l
}

func override[T comparable](field *T, value T) {
	var zero T
	if value != zero {
		*field = value
	}
}
