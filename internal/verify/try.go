package verify

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

// attempt is a case under one seed.
type attempt struct {
	Case Case
	Seed uint64
}

func (a attempt) submission() graders.Submission {
	return graders.Submission{Exercise: a.Case.Exercise, Language: a.Case.Language, Solution: a.Case.Solution, Seed: a.Seed}
}

// try grades what a portion holds. What is broken in the exercise itself is a
// result; an error is a fault of the sandbox.
func try(ctx context.Context, sb graders.Sandbox, p portion) ([]Result, error) {
	reports, err := grade(ctx, sb, p)
	first := p.attempts[0]
	switch {
	case Broken(err) && p.several():
		return apart(ctx, sb, p)
	case Broken(err):
		return []Result{{Case: first.Case, Seed: first.Seed, Wrong: err.Error()}}, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %s: %w", first.Case.Exercise.Slug, p, err)
	}
	results := make([]Result, len(reports))
	for i, report := range reports {
		c := p.attempts[i].Case
		results[i] = Result{Case: c, Seed: p.attempts[i].Seed, Outcomes: outcomesOf(report), Refused: report.Load != nil, Wrong: difference(c, report)}
	}
	return results, nil
}

// apart grades each solution of a portion by itself, to name the one that breaks
// the exercise.
func apart(ctx context.Context, sb graders.Sandbox, p portion) ([]Result, error) {
	var all []Result
	for _, a := range p.attempts {
		results, err := try(ctx, sb, portion{attempts: []attempt{a}})
		if err != nil {
			return nil, err
		}
		all = append(all, results...)
	}
	return all, nil
}

func grade(ctx context.Context, sb graders.Sandbox, p portion) (reports []*graders.Report, err error) {
	err = Safely(func() error {
		if p.asLearners {
			report, err := graders.Grade(ctx, sb, p.attempts[0].submission())
			reports = []*graders.Report{report}
			return err
		}
		var submissions []graders.Submission
		for _, a := range p.attempts {
			submissions = append(submissions, a.submission())
		}
		differs := func(i int, r *graders.Report) bool {
			return !p.firstHand && difference(p.attempts[i].Case, r) != ""
		}
		reports, err = graders.GradeTogether(ctx, sb, submissions, differs)
		return err
	})
	return reports, err
}

// difference says in what a report is not what the case must come to.
func difference(c Case, report *graders.Report) string {
	if p := report.Load; p != nil && c.mustLoad() {
		return c.behind() + fmt.Sprintf("could not be loaded: %s (%s:%d)", p.Message, p.File, p.Line)
	} else if p != nil && c.Behind != "" {
		return ""
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
		case c.Behind != "" && c.Kind == Wrong: // more is no matter
		case failed && !expected && v.Status != graders.Blocked:
			said = append(said, fmt.Sprintf("fails %s and must pass it (%s)", id, why(v)))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return c.behind() + strings.Join(said, "; ")
}

func (c Case) behind() string {
	if c.Behind == "" {
		return ""
	}
	return "behind the prefix " + c.Behind + ": "
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
