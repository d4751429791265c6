package learn

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/console"
)

// TestAnErrorIsToldOnce has one panic end what three concepts look at, and a failure
// of another kind between them.
func TestAnErrorIsToldOnce(t *testing.T) {
	const race = "an error that nobody caught: concurrent map writes in solution.go:8"
	crashed := func(concept concepts.Concept, seen string) graders.Verdict {
		return graders.Verdict{Concept: concept, Status: graders.Error,
			Failure: &graders.Failure{Expected: "the run to come to its end", Seen: seen, Scenario: "one"},
			Problem: &graders.Problem{Outcome: graders.Crashed, Message: strings.TrimPrefix(seen, "an error that nobody caught: "), File: "solution.go", Line: 8}}
	}
	failed := graders.Verdict{Concept: concepts.Cancellation, Status: graders.Fail, Failure: &graders.Failure{Expected: "a", Seen: "b"}}
	report := &graders.Report{Exercise: "map-limit", Language: graders.Go, Verdicts: []graders.Verdict{
		crashed(concepts.FailFast, race), failed, crashed(concepts.NoLeakedWork, race), failed,
		crashed(concepts.Deadline, "an error that nobody caught: other"), crashed(concepts.CrashRecovery, race)}}
	var out bytes.Buffer
	a := &app.App{Console: console.New(strings.NewReader(""), &out, &out, func(string) string { return "" })}
	printReport(a, report)
	assert.Equal(t, 1, strings.Count(out.String(), "concurrent map writes"), out.String())
	assert.Equal(t, 2, strings.Count(out.String(), "the same error as under Fail fast"), out.String())
	assert.Equal(t, 2, strings.Count(out.String(), "seen      b"), "what did not crash is told each time")
	assert.Equal(t, 2, strings.Count(out.String(), "at        solution.go:8\n"), "the place of each error, once")
}
