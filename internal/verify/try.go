package verify

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"drill/graders"
	"drill/sandbox"
)

// try grades a case under some seeds. What is broken in the exercise itself is a
// result; an error is a fault of the sandbox.
func try(ctx context.Context, sb graders.Sandbox, c Case, seeds []uint64, asLearners bool) ([]Result, error) {
	reports, err := grade(ctx, sb, c, seeds, asLearners)
	var check *checkPanic
	switch {
	case errors.Is(err, sandbox.ErrBroken), errors.As(err, &check):
		return []Result{{Case: c, Seed: seeds[0], Wrong: err.Error()}}, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %s: %w", c.Exercise.Slug, c, err)
	}
	results := make([]Result, len(seeds))
	for i, report := range reports {
		results[i] = Result{Case: c, Seed: seeds[i], Report: report, Wrong: difference(c, report)}
	}
	return results, nil
}

func grade(ctx context.Context, sb graders.Sandbox, c Case, seeds []uint64, asLearners bool) (reports []*graders.Report, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &checkPanic{value: r, place: exercisePlace(debug.Stack())}
		}
	}()
	submission := graders.Submission{Exercise: c.Exercise, Language: c.Language, Solution: c.Solution, Seed: seeds[0]}
	if asLearners {
		report, err := graders.Grade(ctx, sb, submission)
		return []*graders.Report{report}, err
	}
	differs := func(r *graders.Report) bool { return difference(c, r) != "" }
	return graders.GradeSeeds(ctx, sb, submission, seeds, differs)
}

// checkPanic is a panic of an exercise's own Go code: its checks or inputs.
type checkPanic struct {
	value any
	place string
}

func (p *checkPanic) Error() string {
	if p.place == "" {
		return fmt.Sprintf("the exercise's check panicked: %v", p.value)
	}
	return fmt.Sprintf("the exercise's check panicked at %s: %v", p.place, p.value)
}

// exercisePlace finds the topmost frame in an exercise's folder.
func exercisePlace(stack []byte) string {
	frame := regexp.MustCompile(`\S*/(exercises/[^/\s]+/[^/\s]+/\w+\.go:\d+)`).FindSubmatch(stack)
	if frame == nil {
		return ""
	}
	return string(frame[1])
}

// difference says in what a report is not what the case must come to.
func difference(c Case, report *graders.Report) string {
	if p := report.Load; p != nil && c.mustLoad() {
		return fmt.Sprintf("could not be loaded: %s (%s:%d)", p.Message, p.File, p.Line)
	}
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

// why says what a failed verdict says.
func why(v graders.Verdict) string {
	switch {
	case v.BlockedBy != "":
		return "waits for " + v.BlockedBy
	case v.Problem != nil:
		return fmt.Sprintf("%s: %s", v.Status, v.Problem.Message)
	case v.Failure != nil:
		return fmt.Sprintf("%s: expected %s; seen %s", v.Status, v.Failure.Expected, v.Failure.Seen)
	}
	return string(v.Status)
}
