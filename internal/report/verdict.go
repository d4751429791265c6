package report

import (
	"strings"

	"drill/graders"
)

// test is a verdict with harmless text.
type test struct {
	id, title, claim string
	status           graders.Status
	points, max      int
	blockedBy        string // title of the concept that must pass first
	blockedByID      string
	flaky            bool
	details          []detail
	expected, seen   string
	file             string
	line             int
	output           string // what the learner printed in the scenario that failed
}

func testOf(v graders.Verdict, r *graders.Report) test {
	t := test{
		id: line(v.Concept.ID), title: line(v.Concept.Title), claim: line(v.Claim), status: v.Status,
		points: v.Points, max: v.Max, blockedByID: line(v.BlockedBy), blockedBy: line(titleOf(v.BlockedBy)), flaky: v.Flaky != nil,
	}
	if t.title == "" {
		t.title = t.id
	}
	if p := placeOf(v.Problem); p != nil {
		t.file, t.line = p.file, p.line
	}
	t.details = t.tell(v)
	if v.Failure != nil && !v.Passed() {
		t.expected = cutBytes(line(v.Failure.Expected), detailLimit, cutNote)
		t.seen = cutBytes(line(v.Failure.Seen), detailLimit, cutNote)
		for _, run := range r.Runs {
			if run.Scenario == v.Failure.Scenario {
				t.output = joined(run.Output)
			}
		}
	}
	return t
}

func (t test) passed() bool { return t.status == graders.Pass }

// name is the concept with what a right solution does, as far as that is told.
func (t test) name() string {
	if t.claim == "" {
		return t.title
	}
	return t.title + ": " + t.claim
}

// message is all that is known about a verdict that did not pass, a line each;
// never empty for one.
func (t test) message() string {
	var lines []string
	for _, d := range t.details {
		lines = append(lines, d.label+": "+d.text)
	}
	if len(lines) == 0 && !t.passed() {
		return statusWords(t.status)
	}
	return strings.Join(lines, "\n")
}

// statusWords say what came of a check where nothing more is told.
func statusWords(s graders.Status) string {
	switch s {
	case graders.Pass:
		return "passed"
	case graders.Blocked:
		return "waits for another concept"
	case graders.Error:
		return "ended with an error"
	case graders.Timeout:
		return "took too long"
	case graders.Memory:
		return "used too much memory"
	case graders.Overflow:
		return "printed too much"
	case graders.NoResult:
		return "left no result"
	case graders.Fault:
		return "could not be judged, which is not the solution's fault"
	}
	return "failed"
}
