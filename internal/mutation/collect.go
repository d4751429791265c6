package mutation

import (
	"fmt"
	"path"
	"strings"

	"drill/graders"
	"drill/internal/mutants"
	"drill/internal/verify"
)

// candidate is a mutant to grade.
type candidate struct {
	Finding
	solution verify.Case // that it was made of
	key      string      // in the cache
	// whole says what is wrong with the solution itself: of its mutants nothing is known.
	whole string
}

// submission is the mutant as it is handed in.
func (p *candidate) submission(e *graders.Exercise, seed uint64) graders.Submission {
	s := pristine(p.solution, e, seed)
	s.Solution.Content = p.Mutant.Source
	return s
}

func pristine(c verify.Case, e *graders.Exercise, seed uint64) graders.Submission {
	return graders.Submission{Exercise: e, Language: c.Language, Solution: c.Solution, Seed: seed}
}

// collect makes the mutants of the reference and of all other right solutions. What
// keeps that from being done is for the proof to say, but for a text that cannot be read.
func (t *target) collect() ([]*candidate, []verify.Problem) {
	t.making.Lock()
	defer t.making.Unlock()
	workshop := mutants.Workshop{Importer: t.options.Importer}
	cases, problems := verify.Cases(t.exercise, t.language)
	if _, err := t.exercise.Stimuli(t.language); err != nil {
		return nil, append(problems, t.problem(path.Join(t.language.Folder(), t.language.ScenariosFile()), "is missing: it holds the stimuli"))
	}
	var candidates []*candidate
	for _, c := range cases {
		if c.Kind != verify.Reference && c.Kind != verify.Right {
			continue
		}
		made, err := workshop.Of(strings.TrimPrefix(c.Path, t.language.Folder()+"/"), c.Solution.Content)
		if err != nil {
			problems = append(problems, t.problem(c.Path, "has no mutants: %v", err))
		}
		for _, m := range made {
			candidates = append(candidates, &candidate{Finding: Finding{Mutant: m, Solution: c.Solution.Content}, solution: c})
		}
	}
	return candidates, problems
}

// refuse finds those that cannot load, without a sandbox: one of them in a job keeps
// all others from running.
func (t *target) refuse(candidates []*candidate) {
	t.making.Lock()
	defer t.making.Unlock()
	workshop := mutants.Workshop{Importer: t.options.Importer}
	viable := map[string]func(mutants.Mutant) bool{}
	for _, p := range candidates {
		file := p.solution.Path
		if viable[file] == nil {
			viable[file] = workshop.Viable(file, p.solution.Solution.Content)
		}
		if !viable[file](p.Mutant) {
			p.Outcome = NotViable
		}
	}
}

func (t *target) problem(file, format string, args ...any) verify.Problem {
	return verify.Problem{Folder: path.Join(t.exercise.Track, t.exercise.Slug), File: file, What: fmt.Sprintf(format, args...)}
}
