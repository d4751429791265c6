package mutation

import (
	"context"
	"fmt"
	"strings"

	"drill/graders"
	"drill/internal/verify"
)

// batch grades mutants in one sandbox, as the exercise e has it.
func (t *target) batch(ctx context.Context, e *graders.Exercise, batch []*candidate) error {
	var submissions []graders.Submission
	for _, p := range batch {
		submissions = append(submissions, p.submission(e, t.options.Seeds[0]))
	}
	submissions = append(submissions, pristine(batch[0].solution, e, t.options.Seeds[0]))
	reports, err := t.together(ctx, submissions)
	whole := len(batch)
	switch {
	case verify.Broken(err) && whole > 1:
		return t.halve(ctx, e, batch)
	case verify.Broken(err):
		return t.apart(ctx, batch)
	case err != nil:
		return err
	case !reports[whole].Passed() && e != t.exercise:
		return t.batch(ctx, t.exercise, batch) // the machine was busy, or the mutants were in the way
	case !reports[whole].Passed():
		return t.apart(ctx, batch)
	}
	for i, p := range batch {
		p.judge(reports[i])
	}
	return nil
}

func (t *target) halve(ctx context.Context, e *graders.Exercise, batch []*candidate) error {
	half := len(batch) / 2
	if err := t.batch(ctx, e, batch[:half]); err != nil {
		return err
	}
	return t.batch(ctx, e, batch[half:])
}

// apart grades each mutant of a batch by itself, if the solution passes by itself.
func (t *target) apart(ctx context.Context, batch []*candidate) error {
	report, err := t.single(ctx, pristine(batch[0].solution, t.exercise, t.options.Seeds[0]))
	switch {
	case verify.Broken(err):
		batch[0].whole = err.Error() + ": prove the exercise first, with drill verify"
		return nil
	case err != nil:
		return err
	case !report.Passed():
		batch[0].whole = "does not pass itself: prove the exercise first, with drill verify"
		return nil
	}
	for _, p := range batch {
		if err := t.alone(ctx, p); err != nil {
			return err
		}
		if p.Outcome == Luck {
			p.Outcome = Killed // nobody has seen it pass
		}
	}
	return nil
}

// alone grades a mutant as a learner's solution is, under all seeds until one fails it.
func (t *target) alone(ctx context.Context, p *candidate) error {
	for _, seed := range t.options.Seeds {
		report, err := t.single(ctx, p.submission(t.exercise, seed))
		if verify.Broken(err) {
			p.Outcome, p.By = Broke, err.Error()
			return nil
		}
		if err != nil {
			return err
		}
		if p.judge(report); p.Outcome == Killed {
			p.Outcome, p.By = Luck, fmt.Sprintf("%s under seed %d", p.By, seed)
		}
		if p.Outcome != Survived {
			return nil
		}
	}
	return nil
}

func (p *candidate) judge(report *graders.Report) {
	switch {
	case report.Load != nil:
		p.Outcome, p.By = NotViable, report.Load.Message
	case report.Passed():
		p.Outcome, p.By = Survived, ""
	default:
		var by []string
		for _, v := range report.Failed() {
			by = append(by, v.Concept.ID)
		}
		p.Outcome, p.By = Killed, strings.Join(by, ", ")
	}
}

// together grades submissions in one sandbox. What fails there has failed.
func (t *target) together(ctx context.Context, submissions []graders.Submission) (reports []*graders.Report, err error) {
	t.slots <- struct{}{}
	defer func() { <-t.slots }()
	err = verify.Safely(func() error {
		reports, err = graders.GradeTogether(ctx, t.sandbox, submissions, func(int, *graders.Report) bool { return false })
		return err
	})
	return reports, err
}

func (t *target) single(ctx context.Context, s graders.Submission) (report *graders.Report, err error) {
	t.slots <- struct{}{}
	defer func() { <-t.slots }()
	err = verify.Safely(func() error {
		report, err = graders.Grade(ctx, t.sandbox, s)
		return err
	})
	return report, err
}
