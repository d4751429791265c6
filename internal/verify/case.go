package verify

import (
	"fmt"
	"path"

	"drill/graders"
)

// Kind is the role of a solution in a proof.
type Kind string

// The roles of solutions.
const (
	Stub      Kind = "stub"      // what the learner starts from: passes nothing
	Empty     Kind = "empty"     // an empty file: passes nothing
	Hollow    Kind = "hollow"    // made up from the exports or the stub: passes nothing
	Reference Kind = "reference" // passes everything
	Right     Kind = "right"     // another right solution: passes everything
	Wrong     Kind = "wrong"     // fails exactly what its marker names
)

// Case is one solution and what it must come to.
type Case struct {
	Exercise *graders.Exercise
	Language graders.Language
	Kind     Kind
	// Name is the file's base name without its ending, unique within a kind.
	Name     string
	Path     string // within the exercise's folder; empty when made up
	Solution graders.File
	Marker   Marker
	// Behind names the prefix in front of the solution, if there is one.
	Behind string
}

// String names the case in messages, such as "go wrong/unbounded".
func (c Case) String() string {
	name := fmt.Sprintf("%s %s", c.Language, c.Kind)
	if c.Kind == Right || c.Kind == Wrong || c.Kind == Hollow {
		name += "/" + c.Name
	}
	if c.Behind != "" {
		name += " behind the prefix " + c.Behind
	}
	return name
}

// MustFail returns the ids of the concepts that the case must fail.
func (c Case) MustFail() []string {
	switch c.Kind {
	case Reference, Right:
		return nil
	case Wrong:
		if !c.Marker.All {
			return c.Marker.Fails
		}
	}
	var all []string
	for _, check := range c.Exercise.ChecksFor(c.Language) {
		all = append(all, check.Concept.ID)
	}
	return all
}

// mustLoad reports whether the case says something only when it runs: one that
// does not load fails every check, whatever it was written to show.
func (c Case) mustLoad() bool {
	if c.Behind != "" && c.Language == graders.Go {
		return false // the compiler refuses most prefixes
	}
	return c.Kind == Reference || c.Kind == Right || c.Kind == Hollow || c.Kind == Wrong && !c.Marker.All
}

// Cases collects the solutions of an exercise in one language, and what is wrong
// with its files.
func Cases(e *graders.Exercise, l graders.Language) ([]Case, []Problem) {
	var problems []Problem
	cases := []Case{made(e, l, Empty, "empty", "")}
	named := []struct {
		kind Kind
		load func(graders.Language) (graders.File, error)
		file string
	}{{Stub, e.Stub, l.SolutionFile()}, {Reference, e.Reference, referenceFile(l)}}
	for _, n := range named {
		file, err := n.load(l)
		if err != nil {
			problems = append(problems, problem(e, path.Join(l.Folder(), n.file), "is missing: %s", n.kind.purpose()))
			continue
		}
		cases = append(cases, Case{e, l, n.kind, string(n.kind), path.Join(l.Folder(), n.file), file, Marker{}, ""})
	}
	empty, wrong := hollow(e, l)
	cases, problems = append(cases, empty...), append(problems, wrong...)
	for _, kind := range []Kind{Right, Wrong} {
		more, wrong := folder(e, l, kind)
		cases, problems = append(cases, more...), append(problems, wrong...)
	}
	return cases, problems
}
