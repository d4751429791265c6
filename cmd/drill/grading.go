package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"

	"drill/graders"
	"drill/sandbox"
)

// grade judges one solution in a sandbox. A fault is tried once more before it is
// reported, unless it is certain to come again.
func (a *app) grade(ctx context.Context, b box, e *graders.Exercise, l graders.Language, solution graders.File) (*graders.Report, error) {
	submission := graders.Submission{
		Exercise: e, Language: l, Solution: solution, Seed: a.seed(), Jobs: runtime.NumCPU(),
	}
	report, err := graders.Grade(ctx, b, submission)
	var check *graders.BrokenCheck
	if err != nil && ctx.Err() == nil && !errors.Is(err, sandbox.ErrBroken) && !errors.As(err, &check) {
		report, err = graders.Grade(ctx, b, submission)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("cannot grade, which is not your code's fault: %w", err)
	}
	return report, nil
}

// seed is the one asked for, or a new one.
func (a *app) seed() uint64 {
	if a.flags.seed != 0 {
		return a.flags.seed
	}
	var random [8]byte
	rand.Read(random[:]) // never fails: crypto/rand ends the program instead
	return binary.LittleEndian.Uint64(random[:])
}

// keep counts a report in the learner's progress. A verdict is worth more than
// its record: what cannot be kept is a warning.
func (a *app) keep(report *graders.Report) {
	store, err := a.store()
	if err == nil {
		err = store.Keep(report)
	}
	if err != nil {
		a.console.Warnf("%v", err)
	}
}

// gradeOnce opens a sandbox, grades the task's solution, keeps the report and
// shows it. Then it gets ready for the next time, which a CI job does not have.
func (a *app) gradeOnce(ctx context.Context, t *task, show func(*graders.Report) error) error {
	solution, err := t.Solution()
	if err != nil {
		return err
	}
	b, err := a.open(ctx, a, a.flags.sandbox)
	if err != nil {
		return err
	}
	defer a.close(b)
	report, err := a.grade(ctx, b, t.exercise, t.Language, solution)
	if err != nil {
		return err
	}
	a.keep(report)
	err = show(report)
	if l, ok := b.(leaver); ok && a.getenv("CI") == "" {
		_ = l.Leave(ctx, t.exercise, t.Language) // the next test is only slower without
	}
	return err
}

// close ends a sandbox. What is left is a warning: the verdict stands.
func (a *app) close(b box) {
	if err := b.Close(); err != nil {
		a.console.Warnf("%v", err)
	}
}

// printJSON prints data for programs.
func (a *app) printJSON(data any) error {
	encoder := json.NewEncoder(a.console.Out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(data)
}
