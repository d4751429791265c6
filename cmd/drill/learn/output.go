package learn

import (
	"fmt"
	"strings"

	"drill/cmd/drill/app"
	"drill/graders"
)

// outputLinesShown is how many lines of a learner's own output a verdict shows;
// trace shows more.
const outputLinesShown = 8

// output shows what the solution wrote: of the first scenario that failed, since
// that is the one under the learner's eyes, or of loading.
func (v verdictView) output(report *graders.Report) {
	where, pieces := "while loading", report.Output
	if run := failedRun(report); run != nil && len(run.Output) > 0 {
		where, pieces = "in "+run.Scenario, run.Output
	}
	lines := splitOutput(pieces)
	if len(lines) == 0 || report.Passed() {
		return
	}
	v.Printf("\n  Your code printed %s:\n", where)
	for _, line := range lines[:min(len(lines), outputLinesShown)] {
		v.Println(app.DetailIndent + v.Dim(line))
	}
	if more := len(lines) - outputLinesShown; more > 0 {
		v.Println(app.DetailIndent + v.Dim(fmt.Sprintf("and %s more", graders.Plural(more, "line"))))
	}
}

// failedRun is the run that the first failure speaks of.
func failedRun(report *graders.Report) *graders.Run {
	for _, verdict := range report.Failed() {
		if verdict.Failure == nil {
			continue
		}
		for _, run := range report.Runs {
			if run.Scenario == verdict.Failure.Scenario {
				return run
			}
		}
	}
	return nil
}

func splitOutput(pieces []graders.Output) []string {
	var text strings.Builder
	for _, piece := range pieces {
		text.WriteString(piece.Text)
	}
	all := strings.TrimRight(text.String(), "\n")
	if all == "" {
		return nil
	}
	return strings.Split(all, "\n")
}
