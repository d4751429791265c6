package learn

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/sandbox"
)

// gradeSolution judges one solution in a sandbox. A fault is tried once more before it is
// reported, unless it is certain to come again.
func gradeSolution(ctx context.Context, a *app.App, s app.Sandbox, e *graders.Exercise, l graders.Language, solution graders.File) (*graders.Report, error) {
	submission := graders.Submission{
		Exercise: e, Language: l, Solution: solution, Seed: a.Seed(), Jobs: runtime.NumCPU(),
	}
	report, err := graders.Grade(ctx, s, submission)
	var check *graders.BrokenCheck
	if err != nil && ctx.Err() == nil && !errors.Is(err, sandbox.ErrBroken) && !errors.As(err, &check) {
		report, err = graders.Grade(ctx, s, submission)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("cannot grade, which is not your code's fault: %w", err)
	}
	return report, nil
}

// keepReport counts a report in the learner's progress. A verdict is worth more than
// its record: what cannot be kept is a warning.
func keepReport(a *app.App, report *graders.Report) {
	store, err := openStore(a)
	if err == nil {
		err = store.Keep(report)
	}
	if err != nil {
		a.Console.Warnf("%v", err)
	}
}

// gradeOnce opens a sandbox, grades the task's solution, keeps the report and
// shows it. Then it gets ready for the next time, which a CI job does not have.
func gradeOnce(ctx context.Context, a *app.App, t *task, show func(*graders.Report) error) error {
	solution, err := t.Solution()
	if err != nil {
		return err
	}
	s, err := a.Open(ctx, a, a.Flags.Sandbox)
	if err != nil {
		return err
	}
	defer a.Close(s)
	report, err := gradeSolution(ctx, a, s, t.exercise, t.Language, solution)
	if err != nil {
		return err
	}
	keepReport(a, report)
	err = show(report)
	if l, ok := s.(app.SpareKeeper); ok && a.Getenv("CI") == "" {
		_ = l.KeepSpare(ctx, t.exercise, t.Language) // the next test is only slower without
	}
	return err
}
