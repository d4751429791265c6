package verify

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"drill/graders"
)

// Options say how thorough a proof is.
type Options struct {
	Languages []graders.Language
	Seeds     []uint64
	// Jobs is how many solutions are graded side by side.
	Jobs int
	// Each is called after every grading, from one goroutine at a time.
	Each func(Result)
}

// Result is one grading of one case.
type Result struct {
	Case   Case
	Seed   uint64
	Report *graders.Report
	// Wrong says in what the outcome differs from what it must be; empty when it
	// does not.
	Wrong string
}

// Proof is all that was found out about an exercise.
type Proof struct {
	Exercise *graders.Exercise
	Problems []Problem
	Results  []Result
}

// Holds reports whether the exercise is proven.
func (p Proof) Holds() bool {
	return len(p.Problems) == 0 && !slices.ContainsFunc(p.Results, func(r Result) bool { return r.Wrong != "" })
}

// Prove lints an exercise and grades all of its solutions under all seeds. An
// error is a fault of the sandbox.
func Prove(ctx context.Context, sandbox graders.Sandbox, e *graders.Exercise, o Options) (Proof, error) {
	proof := Proof{Exercise: e, Problems: Lint(e)}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(o.Jobs, 1))
	var lock sync.Mutex
	for _, l := range o.Languages {
		cases, _ := Cases(e, l)
		for _, c := range cases {
			for _, seed := range o.Seeds {
				group.Go(func() error {
					result, err := try(ctx, sandbox, c, seed)
					if err != nil {
						return err
					}
					lock.Lock()
					defer lock.Unlock()
					proof.Results = append(proof.Results, result)
					if o.Each != nil {
						o.Each(result)
					}
					return nil
				})
			}
		}
	}
	return proof, group.Wait()
}

func try(ctx context.Context, sandbox graders.Sandbox, c Case, seed uint64) (Result, error) {
	report, err := graders.Grade(ctx, sandbox, graders.Submission{
		Exercise: c.Exercise, Language: c.Language, Solution: c.Solution, Seed: seed,
	})
	if err != nil {
		return Result{}, fmt.Errorf("%s: %s: %w", c.Exercise.Slug, c, err)
	}
	return Result{Case: c, Seed: seed, Report: report, Wrong: difference(c, report)}, nil
}

// difference says in what a report is not what the case must come to.
func difference(c Case, report *graders.Report) string {
	must := c.MustFail()
	var said []string
	for _, v := range report.Verdicts {
		failed, id := !v.Passed(), v.Concept.ID
		expected := slices.Contains(must, id)
		switch {
		case v.Flaky != nil && (c.Kind == Reference || c.Kind == Right):
			said = append(said, fmt.Sprintf("%s is flaky: expected %s; seen %s", id, v.Flaky.Expected, v.Flaky.Seen))
		case expected && !failed:
			said = append(said, fmt.Sprintf("passes %s and must fail it", id))
		case failed && !expected && v.Status != graders.Blocked:
			said = append(said, fmt.Sprintf("fails %s and must pass it (%s)", id, why(v)))
		}
	}
	return strings.Join(said, "; ")
}

func why(v graders.Verdict) string {
	switch {
	case v.Problem != nil:
		return fmt.Sprintf("%s: %s", v.Status, v.Problem.Message)
	case v.Failure != nil:
		return fmt.Sprintf("%s: expected %s; seen %s", v.Status, v.Failure.Expected, v.Failure.Seen)
	}
	return string(v.Status)
}
