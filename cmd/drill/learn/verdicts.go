package learn

import (
	"fmt"
	"strings"
	"time"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/console"
)

// verdictView prints a report for a learner: a line for each concept, and under
// each failed one what was expected, what was seen, and when.
type verdictView struct {
	*console.Console
	// told has the errors that were shown, and under which concept.
	told map[string]string
}

// printReport prints the verdicts of a report; quiet leaves the first line.
func printReport(a *app.App, report *graders.Report) {
	v := verdictView{a.Console, map[string]string{}}
	v.header(report)
	if v.Quiet {
		return
	}
	v.Println()
	if report.Load != nil {
		v.load(report)
	} else {
		for _, verdict := range report.Verdicts {
			v.verdict(verdict)
		}
	}
	v.output(report)
}

func (v verdictView) header(report *graders.Report) {
	passed := len(report.Verdicts) - len(report.Failed())
	count := fmt.Sprintf("%d of %s", passed, graders.Plural(len(report.Verdicts), "concept"))
	took := report.Duration.Round(10 * time.Millisecond).String()
	if v.ASCII {
		v.Printf("%s in %s: %s passed, %s\n", report.Exercise, report.Language.Title(), count, took)
		return
	}
	dress := v.Yellow
	if report.Passed() {
		dress = v.Green
	}
	v.Printf("%s  %s  %s  %s\n", v.Bold(report.Exercise), report.Language.Title(), dress(count), v.Dim(took))
}

// load tells once what kept every scenario from running.
func (v verdictView) load(report *graders.Report) {
	status := graders.Error
	if len(report.Verdicts) > 0 {
		status = report.Verdicts[0].Status
	}
	app.PrintStatus(v.Console, status, "", "the solution could not be loaded, so nothing was graded")
	v.problem(report.Load)
}

func (v verdictView) verdict(verdict graders.Verdict) {
	app.PrintStatus(v.Console, verdict.Status, verdict.Concept.Title, verdict.Claim)
	switch {
	case verdict.Status == graders.Blocked:
		v.detail("waits for", verdict.BlockedBy)
	case verdict.Flaky != nil:
		v.detail("flaky", "it failed at first and passed when run again; at first:")
		v.failure(verdict.Flaky)
	case verdict.Passed():
	default:
		v.failed(verdict)
	}
}

// failed tells an error that ended runs of several concepts once.
func (v verdictView) failed(verdict graders.Verdict) {
	failure, problem := verdict.Failure, unsaid(verdict)
	if verdict.Problem != nil && failure != nil && problem.Message == "" {
		if concept, told := v.told[failure.Seen]; told {
			again := *failure
			again.Seen = "the same error as under " + concept
			failure, problem = &again, nil
		} else {
			v.told[failure.Seen] = verdict.Concept.Title
		}
	}
	v.failure(failure)
	v.problem(problem)
}

func (v verdictView) failure(f *graders.Failure) {
	if f == nil {
		return
	}
	v.detail("expected", f.Expected)
	v.detail("seen", f.Seen)
	switch {
	case f.At != nil && f.Scenario != "":
		v.detail("when", graders.Ms(*f.At)+" into "+f.Scenario)
	case f.Scenario != "":
		v.detail("when", "in "+f.Scenario)
	}
}

// problem points into the learner's own file.
func (v verdictView) problem(p *graders.Problem) {
	if p == nil {
		return
	}
	v.detail("error", p.Message)
	if p.File != "" && p.Line > 0 {
		v.detail("at", fmt.Sprintf("%s:%d", p.File, p.Line))
	}
}

// detail prints one labelled line; labels are aligned, or followed by a colon
// where it is read aloud.
func (v verdictView) detail(label, text string) {
	if text == "" {
		return
	}
	label = console.Pad(label, len("waits for"))
	if v.ASCII {
		label = strings.TrimSpace(label) + ":"
	}
	v.Println(console.Hang(app.DetailIndent+label+" ", text, v.Width(), v.Dim))
}

// unsaid is a verdict's problem without the message that its failure quotes.
func unsaid(verdict graders.Verdict) *graders.Problem {
	p := verdict.Problem
	if p == nil || verdict.Failure == nil || !strings.Contains(verdict.Failure.Seen, p.Message) {
		return p
	}
	place := *p
	place.Message = ""
	return &place
}
