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
			for _, seeds := range portions(o.Seeds) {
				group.Go(func() error {
					results, err := try(ctx, sandbox, c, seeds)
					if err != nil {
						return err
					}
					lock.Lock()
					defer lock.Unlock()
					proof.Results = append(proof.Results, results...)
					for _, result := range results {
						o.each(result)
					}
					return nil
				})
			}
		}
	}
	return proof, group.Wait()
}

func (o Options) each(r Result) {
	if o.Each != nil {
		o.Each(r)
	}
}

// together is how many seeds are graded in one sandbox.
const together = 10

// portions cuts seeds into a first one, which is graded just as a learner's
// submission is, and the others, which share sandboxes.
func portions(seeds []uint64) [][]uint64 {
	if len(seeds) == 0 {
		return nil
	}
	return append([][]uint64{seeds[:1]}, slices.Collect(slices.Chunk(seeds[1:], together))...)
}

func try(ctx context.Context, sandbox graders.Sandbox, c Case, seeds []uint64) ([]Result, error) {
	submission := graders.Submission{Exercise: c.Exercise, Language: c.Language, Solution: c.Solution, Seed: seeds[0]}
	var reports []*graders.Report
	var err error
	if len(seeds) == 1 {
		reports = make([]*graders.Report, 1)
		reports[0], err = graders.Grade(ctx, sandbox, submission)
	} else {
		differs := func(r *graders.Report) bool { return difference(c, r) != "" }
		reports, err = graders.GradeSeeds(ctx, sandbox, submission, seeds, differs)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", c.Exercise.Slug, c, err)
	}
	results := make([]Result, len(seeds))
	for i, report := range reports {
		results[i] = Result{Case: c, Seed: seeds[i], Report: report, Wrong: difference(c, report)}
	}
	return results, nil
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
