package mutants

import (
	"go/types"
	"path"
)

// Workshop makes mutants. It may be used by one goroutine at a time.
type Workshop struct {
	// Importer finds the types of Go packages. Without one there are fewer mutants in
	// Go, and nobody says beforehand which of them do not compile.
	Importer types.Importer
}

// Of returns the mutants of a solution: file is its path in the language's folder, whose
// ending tells the language. An error says that the solution is not understood.
func (w Workshop) Of(file string, source []byte) ([]Mutant, error) {
	if path.Ext(file) == ".go" {
		return golang(file, source, w.Importer)
	}
	return javaScript(file, source)
}

// Viable returns a function that reports whether a mutant of a solution may load: false
// is sure, true is not.
func (w Workshop) Viable(file string, original []byte) func(Mutant) bool {
	switch {
	case path.Ext(file) == ".go" && w.Importer != nil:
		return func(m Mutant) bool { return compiles(m.Source, w.Importer) }
	case path.Ext(file) != ".go" && parses(original):
		return func(m Mutant) bool { return parses(m.Source) }
	}
	return func(Mutant) bool { return true }
}
