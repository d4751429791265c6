package mutation

import (
	"fmt"
	"path"
	"slices"

	"drill/graders"
	"drill/internal/mutants"
	"drill/internal/verify"
)

// Outcome is what became of a mutant.
type Outcome string

// The outcomes.
const (
	NotViable Outcome = "not viable" // it does not load
	Killed    Outcome = "killed"     // a check fails it
	Luck      Outcome = "luck"       // a check fails it under some seeds
	Survived  Outcome = "survived"   // no check fails it
	Broke     Outcome = "broke"      // the exercise itself fell over it
)

// Finding is a mutant and what became of it.
type Finding struct {
	Mutant mutants.Mutant
	// Solution is the text that it was made of.
	Solution []byte
	Outcome  Outcome
	// By says what failed it: concepts, or the words of what broke.
	By string
	// Entry accounts for it; nil where none does.
	Entry *mutants.Entry
}

// Open reports whether the finding still asks for a check, or for an entry in the list.
func (f Finding) Open() bool { return f.Outcome == Broke || f.Outcome == Survived && f.Entry == nil }

// Result is what was found out about an exercise in one language.
type Result struct {
	Exercise *graders.Exercise
	Language graders.Language
	// Findings are by solution and place.
	Findings []Finding
	Problems []verify.Problem
}

// Score counts mutants by what became of them.
type Score struct {
	Mutants    int `json:"mutants"`
	NotViable  int `json:"notViable"`
	Killed     int `json:"killed"`
	Luck       int `json:"luck"` // of those that were killed
	Equivalent int `json:"equivalent"`
	Free       int `json:"free"`
	Accepted   int `json:"accepted"`
	Survived   int `json:"survived"` // and not accounted for
}

// Score sums the findings up.
func (r Result) Score() Score {
	s := Score{Mutants: len(r.Findings)}
	for _, f := range r.Findings {
		switch {
		case f.Outcome == NotViable:
			s.NotViable++
		case f.Outcome == Luck:
			s.Luck++
			s.Killed++
		case f.Outcome == Killed:
			s.Killed++
		case f.Open():
			s.Survived++
		case f.Entry.Class == mutants.Equivalent:
			s.Equivalent++
		case f.Entry.Class == mutants.Free:
			s.Free++
		default:
			s.Accepted++
		}
	}
	return s
}

// Holds reports whether every survivor is accounted for, and the list is right.
func (r Result) Holds() bool { return len(r.Problems) == 0 && len(r.Open()) == 0 }

// Open are the findings that still ask for something.
func (r Result) Open() []Finding {
	return slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return !f.Open() })
}

// List is the path of the list of equivalents in the exercise's folder.
func (r Result) List() string { return path.Join(r.Language.Folder(), mutants.ListFile) }

// account gives findings their entries. An entry for no mutant, or for one that is
// always killed, is a mistake: the list says no more than is so.
func (r *Result) account() {
	entries, problems := verify.Equivalents(r.Exercise, r.Language)
	r.Problems = append(r.Problems, problems...)
	places := map[mutants.Key]int{}
	for i, f := range r.Findings {
		places[f.Mutant.Key] = i
	}
	for _, entry := range entries {
		i, found := places[entry.Key]
		switch {
		case !found:
			r.complain(entry, "matches no mutant: remove it, or take the line anew from --draft")
		case r.Findings[i].Outcome == Killed:
			r.complain(entry, "is killed, by "+r.Findings[i].By+": remove it")
		case r.Findings[i].Outcome == NotViable:
			r.complain(entry, "does not load: remove it")
		default:
			r.Findings[i].Entry = &entry
		}
	}
}

func (r *Result) complain(entry mutants.Entry, what string) {
	r.Problems = append(r.Problems, verify.Problem{
		Folder: path.Join(r.Exercise.Track, r.Exercise.Slug), File: fmt.Sprintf("%s:%d", r.List(), entry.Line), What: what,
	})
}
