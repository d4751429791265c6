package mutation

import (
	"context"
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/sync/errgroup"

	"drill/graders"
)

// Options say how mutants are graded.
type Options struct {
	Languages []graders.Language
	// Seeds are those under which what passes under the first is graded again.
	Seeds []uint64
	// Jobs is how many sandboxes are used side by side.
	Jobs int
	// Importer finds the types of Go packages; nil where there is no Go.
	Importer types.Importer
	// Cache is a folder for verdicts; empty keeps none. Stamp says what they depend on
	// beside the exercise: the judge and the harness. Version is that of an exercise's
	// own Go code.
	Cache, Stamp string
	Version      func(*graders.Exercise) string
	// Each is told of the gradings that are done, and of all that there are so far. It
	// is called by several goroutines.
	Each func(done, all int)
}

// Run grades the mutants of exercises, and calls done with the result for each
// exercise and language, in their order. An error is a fault of the sandbox.
func Run(ctx context.Context, sandbox graders.Sandbox, exercises []*graders.Exercise, o Options, done func(Result)) error {
	h := &tester{options: o, sandbox: sandbox, slots: make(chan struct{}, max(o.Jobs, 1)), environments: map[graders.Language]string{}}
	var targets []*target
	for _, e := range exercises {
		for _, l := range o.Languages {
			targets = append(targets, &target{tester: h, exercise: e, language: l})
		}
	}
	line := newLine(targets, done)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(abreast)
	for _, t := range targets {
		group.Go(func() error {
			result, err := t.test(ctx)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", t.exercise.Slug, t.language, err)
			}
			line.add(t, result)
			return nil
		})
	}
	return group.Wait()
}

// abreast is how many exercises are under way at once: while one looks at its last
// survivors, the next begins.
const abreast = 3

// target is an exercise in one language.
type target struct {
	*tester
	exercise *graders.Exercise
	language graders.Language
}

func (t *target) test(ctx context.Context) (Result, error) {
	result := Result{Exercise: t.exercise, Language: t.language}
	candidates, problems := t.collect()
	result.Problems = problems
	if len(candidates) == 0 {
		return result, nil
	}
	kept, err := t.open(ctx, candidates[0].solution)
	if err != nil {
		return result, err
	}
	fresh := kept.fill(candidates)
	t.refuse(fresh)
	if err := t.grade(ctx, fresh); err != nil {
		kept.keep(sure(candidates)) // what is done is not done again
		return result, err
	}
	for _, q := range candidates {
		if q.Outcome != "" {
			result.Findings = append(result.Findings, q.Finding)
		}
		whole := t.problem(q.solution.Path, "%s", q.whole)
		if q.whole != "" && !slices.Contains(result.Problems, whole) {
			result.Problems = append(result.Problems, whole)
		}
	}
	kept.keep(candidates)
	result.account()
	return result, nil
}

// sure are the mutants of an interrupted run that are done with: a survivor may not have
// been graded under all seeds.
func sure(candidates []*candidate) []*candidate {
	return slices.DeleteFunc(slices.Clone(candidates), func(p *candidate) bool { return p.Outcome == Survived })
}
