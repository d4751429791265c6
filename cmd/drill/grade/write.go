package grade

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/batch"
	"drill/internal/report"
)

// write writes what was asked for about all submissions. Of several it holds the
// verdicts; the traces of each are in its own report.
func (p *plan) write(outcomes []batch.Outcome) error {
	entries := make([]report.Entry, len(outcomes))
	for i, o := range outcomes {
		entries[i] = p.entry(o)
	}
	if p.whole != nil {
		entries[0].Report = p.whole
	}
	p.warnOfPoints(entries)
	if p.out != nil {
		if err := p.replace(filepath.Join(p.out.Dir, "gradebook.csv"), "gradebook", entries); err != nil {
			return err
		}
	}
	for _, t := range p.targets {
		if err := p.writeTarget(t, entries); err != nil {
			return err
		}
	}
	p.summarise(outcomes)
	return nil
}

func (p *plan) writeTarget(t report.Target, entries []report.Entry) error {
	if t.File != "" {
		return p.replace(t.File, t.Format, entries)
	}
	options := p.reportOptions(entries)
	if path := p.app.Getenv("GITHUB_STEP_SUMMARY"); t.Format == "github" && path != "" {
		summary, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o644)
		if err != nil {
			return fmt.Errorf("cannot write the step summary that GITHUB_STEP_SUMMARY names: %w", err)
		}
		defer summary.Close()
		options.Summary = summary
	}
	return report.Write(p.app.Console.Out, t.Format, entries, options)
}

// reportOptions leave out points that none of the entries could earn, which is no
// mistake where submissions are of several exercises.
func (p *plan) reportOptions(entries []report.Entry) report.Options {
	points := maps.Clone(p.points)
	maps.DeleteFunc(points, func(id string, _ int) bool { return !earned(entries, id) })
	c := p.app.Console
	return report.Options{Version: app.ReadVersion().Version, Points: points, Width: c.Width(), ASCII: c.ASCII}
}

func earned(entries []report.Entry, concept string) bool {
	return slices.ContainsFunc(entries, func(e report.Entry) bool {
		return e.Report != nil && slices.ContainsFunc(e.Report.Verdicts, func(v graders.Verdict) bool { return v.Concept.ID == concept })
	})
}

func (p *plan) warnOfPoints(entries []report.Entry) {
	graded := slices.ContainsFunc(entries, func(e report.Entry) bool { return e.Report != nil })
	for _, id := range slices.Sorted(maps.Keys(p.points)) {
		if graded && !earned(entries, id) {
			p.app.Console.Warnf("the points for %s count nowhere: no submission was graded for it", id)
		}
	}
}

// summarise tells what a person may want to know beside the reports.
func (p *plan) summarise(outcomes []batch.Outcome) {
	if len(outcomes) == 1 {
		return
	}
	counts := tally(outcomes)
	text := fmt.Sprintf("%s: %d passed, %d failed, %d refused, %d not graded; seed %d",
		graders.Plural(len(outcomes), "submission"), counts[app.ExitPassed], counts[app.ExitFailed], counts[app.ExitUsage], counts[app.ExitFault], p.seed)
	if p.out != nil {
		text += "; reports in " + p.out.Dir
	}
	p.app.Console.Notef("%s", text)
}

// tally counts outcomes by the exit code that each alone would have; a refusal
// stands apart.
func tally(outcomes []batch.Outcome) map[int]int {
	counts := map[int]int{}
	for _, o := range outcomes {
		switch {
		case o.Refused != "":
			counts[app.ExitUsage]++
		case o.Report == nil:
			counts[app.ExitFault]++
		case o.Report.Passed():
			counts[app.ExitPassed]++
		default:
			counts[app.ExitFailed]++
		}
	}
	return counts
}

// verdict is the end of the command. A fault weighs most: it is the only thing that
// grading again can change.
func (p *plan) verdict(outcomes []batch.Outcome) error {
	counts := tally(outcomes)
	switch {
	case counts[app.ExitFault] > 0:
		advice := "grade again"
		if p.out != nil {
			advice = "grade again with --resume"
		}
		for _, o := range outcomes {
			if o.Fault != "" {
				return fmt.Errorf("%s could not be graded, which is not the submitters' fault (%s): %s",
					graders.Plural(counts[app.ExitFault], "submission"), o.Fault, advice)
			}
		}
	case counts[app.ExitFailed]+counts[app.ExitUsage] > 0:
		return app.ErrFailed
	}
	return nil
}

// stopped tells what is there when a batch did not come to its end.
func (p *plan) stopped(ctx context.Context, err error, outcomes []batch.Outcome) error {
	done := 0
	for _, o := range outcomes {
		if o.ID != "" {
			done++
		}
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) && len(p.items) > 1 {
		text := "nothing is kept without --out"
		if p.out != nil {
			text = "they are kept in " + p.out.Dir + ", --resume goes on"
		}
		p.app.Console.Notef("%d of %d are graded: %s", done, len(p.items), text)
	}
	return err
}
