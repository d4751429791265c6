package timeline

import (
	"fmt"
	"strings"

	"drill/graders"
)

func verdictRowOf(v graders.Verdict, links map[string]string) verdictRow {
	row := verdictRow{
		Sign: "✗", Status: string(v.Status), Concept: spaced(v.Concept.Title), Claim: spaced(v.Claim),
		Points: fmt.Sprintf("%d/%d", v.Points, v.Max),
	}
	switch {
	case v.Passed():
		row.Sign = "✓"
	case v.Status == graders.Blocked:
		row.Sign, row.Note = "–", "needs "+spaced(v.BlockedBy)+" first"
	}
	if v.Flaky != nil {
		row.Note = "failed at first and passed when run again"
	}
	if v.Failure != nil && !v.Passed() {
		row.Link, row.Scenario = links[v.Failure.Scenario], spaced(v.Failure.Scenario)
	}
	return row
}

// problemLines are a problem's place and message, line by line.
func problemLines(p *graders.Problem) []string {
	var lines []string
	if p.File != "" {
		place := spaced(p.File)
		if p.Line > 0 {
			place += fmt.Sprintf(":%d", p.Line)
		}
		lines = append(lines, place)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(graders.Clean(p.Message)), "\n") {
		lines = append(lines, spaced(line))
	}
	return lines
}
