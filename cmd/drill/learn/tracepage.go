package learn

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"runtime"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/timeline"
)

// writeTrace writes the page of a report beside the reference's run, or of the
// report alone and why. With a scenario's name the page has that one only.
func (o *traceOptions) writeTrace(ctx context.Context, t *task, report *graders.Report) error {
	a := o.app
	if o.json {
		return app.Misuse("--json and --html are two ways to show a run: choose one")
	}
	if o.scenario != "" {
		run, err := chooseRun(report, o.scenario)
		if err != nil {
			return err
		}
		only := *report
		only.Runs = []*graders.Run{run}
		report = &only
	}
	reference, why := besideReference(ctx, a, t, report)
	if err := ctx.Err(); err != nil {
		return err
	}
	options := timeline.Options{}
	if why != "" {
		options.Note = "The reference is not shown: " + why + "."
		a.Console.Warnf("the reference is not shown: %s", why)
	}
	var page bytes.Buffer
	if err := timeline.HTML(&page, report, reference, options); err != nil {
		return err
	}
	file := o.html
	if file == traceFile {
		file = filepath.Join(t.Dir, traceFile)
	}
	return a.WritePage(file, page.Bytes())
}

// besideReference runs the reference under the inputs of a report. Where that
// cannot be, it says why.
func besideReference(ctx context.Context, a *app.App, t *task, report *graders.Report) (reference *graders.Report, why string) {
	if report.Load != nil {
		return nil, "nothing of yours ran, because it could not be loaded"
	}
	solution, err := t.exercise.Reference(t.Language)
	if err != nil {
		return nil, err.Error()
	}
	s, err := a.Open(ctx, a, a.Flags.Sandbox)
	if err != nil {
		return nil, err.Error()
	}
	defer a.Close(s)
	reference, err = graders.Grade(ctx, s, graders.Submission{
		Exercise: t.exercise, Language: t.Language, Solution: solution, Seed: report.Seed, Jobs: runtime.NumCPU(),
	})
	if err != nil {
		return nil, err.Error()
	}
	if name := otherInput(report, reference); name != "" {
		return nil, fmt.Sprintf("the exercise has changed since your run of %s (run drill test, then this again)", name)
	}
	return reference, ""
}

// otherInput names a scenario that two reports ran with different inputs, or that
// one of them lacks.
func otherInput(report, reference *graders.Report) string {
	inputs := map[string]string{}
	for _, run := range reference.Runs {
		inputs[run.Scenario] = string(run.Input)
	}
	for _, run := range report.Runs {
		if input, ran := inputs[run.Scenario]; !ran || input != string(run.Input) {
			return run.Scenario
		}
	}
	return ""
}
