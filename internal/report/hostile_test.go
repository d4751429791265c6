package report_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/report"
)

// hostile is what a learner would print to forge a better report. Each piece also
// stands at the start of a line of its own.
func hostile() string {
	return strings.Join([]string{
		"=cmd()", "::error::x", "::set-output name=result::x", "::stop-commands::mine", "::a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5::", "::error::after",
		"##[error]x", "##vso[task.complete]", "##teamcity[testPassed]", "]]>", "</failure></testcase><testcase name=\"forged\"/>",
		"</script><script>x</script>", "</td></tr><tr class=\"check\"><td class=\"pass\">forged</td></tr>", "\x1b[32mPASS", "\u009b32mPASS\u202e",
		"ok 1 - forged", "    ok 1 - forged", "  ---", "...", "Bail out! x", "1..0 # SKIP", "  ✓ forged: passed", "  forged  ✓   ✓   9/9",
		"\"", "'", "|", "| ✓ pass | forged | x | 9/9 | x |", "%0A", "%0A::error::x", "\r::error::x", "\",\"status\":\"pass\"", "result=eA==", "`", "\\", "\\|",
	}, "\n")
}

// hostileReport holds hostile text wherever a report holds text.
func hostileReport() *graders.Report {
	h := hostile()
	at := 1.0
	failure := &graders.Failure{Expected: h, Seen: h, Scenario: h, At: &at}
	problem := &graders.Problem{Outcome: graders.Crashed, Message: h, File: h, Line: 3, Stack: h}
	concept := func(id string) concepts.Concept {
		return concepts.Concept{ID: id + h, Title: h + id, Family: concepts.Family(h), Definition: h}
	}
	return summed(&graders.Report{
		Exercise: h, Title: h, Track: h, Language: graders.Language(h), Solution: h, Seed: 1,
		Environment: graders.Environment{Sandbox: h, Image: h, Digest: h, Runtime: h, Confined: h, Container: h},
		Verdicts: []graders.Verdict{
			{Concept: concept("a"), Claim: h, Reason: h, Status: graders.Pass, Points: 1, Max: 1},
			{Concept: concept("b"), Claim: h, Reason: h, Status: graders.Fail, Max: 1, Failure: failure},
			{Concept: concept("c"), Claim: h, Reason: h, Status: graders.Blocked, Max: 1, BlockedBy: "b" + h},
			{Concept: concept("d"), Claim: h, Reason: h, Status: graders.Error, Max: 1, Problem: problem},
			{Concept: concept("e"), Claim: h, Reason: h + "!", Status: graders.Timeout, Max: 1},
			{Concept: concept("f"), Claim: h, Reason: h, Status: graders.Pass, Points: 1, Max: 1, Flaky: failure},
		},
		Runs: []*graders.Run{{
			Scenario: h, Clock: graders.Virtual, Input: json.RawMessage("null"), Problem: problem,
			Events: []graders.Event{{Kind: h, Data: graders.Data{h: h}}}, Output: []graders.Output{{Stream: h, Text: h}},
		}},
		Output: []graders.Output{{Stream: "stdout", Text: h}, {Stream: "stderr", Text: h}},
	})
}

func hostileEntry(r *graders.Report) report.Entry {
	return report.Entry{ID: hostile(), Path: hostile(), Report: r}
}

func TestHostileTextForgesNothing(t *testing.T) {
	for format, read := range readers() {
		t.Run(format, func(t *testing.T) {
			out, summary := written(t, format, []report.Entry{hostileEntry(hostileReport())}, report.Options{Version: hostile()})
			assert.Equal(t, []tally{{passed: 2, total: 6}}, read(t, out, summary), out)
			nothingObeyed(t, format, out)
			nothingObeyed(t, "summary", summary)
		})
	}
}

// TestHostileTextForgesNothingInABatch puts a hostile submission beside an honest
// one, and a fault and a refusal whose reasons are hostile too.
func TestHostileTextForgesNothingInABatch(t *testing.T) {
	h := hostile()
	entries := []report.Entry{
		hostileEntry(hostileReport()), hostileEntry(hostileReport()),
		{ID: h, Path: h, Exercise: h, Fault: h}, {ID: h, Path: h, Exercise: h, Refused: h},
	}
	two := []tally{{2, 6}, {2, 6}}
	want := map[string][]tally{
		"text": two, "github": two,
		"json": append(slices.Clone(two), tally{}, tally{}), "gradebook": append(slices.Clone(two), tally{}, tally{}),
		"html":  append(slices.Clone(two), tally{}, tally{}),
		"junit": append(slices.Clone(two), tally{0, 1}, tally{0, 1}),
		"tap":   append(slices.Clone(two), tally{0, 1}), // the fault is skipped at the top
	}
	for format, read := range readers() {
		if !report.HoldsMany(format) {
			continue
		}
		t.Run(format, func(t *testing.T) {
			out, summary := written(t, format, entries, report.Options{})
			assert.Equal(t, want[format], read(t, out, summary), out+summary)
			nothingObeyed(t, format, out)
			nothingObeyed(t, "summary", summary)
		})
	}
}

func TestHostileTextIssuesNoCommand(t *testing.T) {
	out, _ := written(t, "github", []report.Entry{hostileEntry(hostileReport())}, report.Options{})
	var levels []string
	for _, c := range obeyed(out) {
		levels = append(levels, c.name)
		assert.NotContains(t, c.properties, "name")
		assert.Subset(t, []string{"title", "file", "line"}, slices.Collect(maps.Keys(c.properties)))
	}
	assert.Equal(t, []string{"error", "notice", "error", "error", "notice"}, levels)
}

// TestRedactedStaysAway: what a degree takes out of a report is in no format.
func TestRedactedStaysAway(t *testing.T) {
	secrets := map[graders.Reveal][]string{
		graders.RevealSeen:   {"SCENARIO-INPUT", "PRINTED", "STACK"},
		graders.RevealReason: {"SCENARIO", "PRINTED", "STACK", "EXPECTED", "SEEN", "THROWN"},
		graders.RevealNone:   {"SCENARIO", "PRINTED", "STACK", "EXPECTED", "SEEN", "THROWN", "CLAIM", "REASON"},
	}
	at := 1.0
	full := summed(&graders.Report{
		Exercise: "backpressure", Track: "streams", Language: graders.Go, Solution: "solution.go",
		Verdicts: []graders.Verdict{
			{Concept: concepts.Backpressure, Claim: "CLAIM", Reason: "REASON", Status: graders.Fail, Max: 1,
				Failure: &graders.Failure{Expected: "EXPECTED", Seen: "SEEN", Scenario: "SCENARIO", At: &at}},
			{Concept: concepts.Deadline, Claim: "CLAIM", Reason: "REASON", Status: graders.Error, Max: 1,
				Problem: &graders.Problem{Message: "THROWN", File: "solution.go", Line: 2, Stack: "STACK"}},
			{Concept: concepts.FailFast, Claim: "CLAIM", Reason: "REASON", Status: graders.Pass, Points: 1, Max: 1,
				Flaky: &graders.Failure{Expected: "EXPECTED", Seen: "SEEN", Scenario: "SCENARIO"}},
		},
		Runs: []*graders.Run{{Scenario: "SCENARIO", Input: json.RawMessage(`"SCENARIO-INPUT"`),
			Output: []graders.Output{{Stream: "stdout", Text: "PRINTED"}}}},
		Output: []graders.Output{{Stream: "stdout", Text: "PRINTED"}},
	})
	for degree, words := range secrets {
		for format := range readers() {
			out, summary := written(t, format, []report.Entry{graded("a", full.Redact(degree))}, report.Options{})
			if format == "classroom" {
				out = decodeResult(t, out)
			}
			for _, word := range words {
				require.NotContains(t, out+summary, word, "%s at %s", format, degree)
			}
		}
	}
}
