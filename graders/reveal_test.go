package graders_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// TestRedactTellsNoMore plants a secret in everything that a degree may hide and
// looks for it in what is left.
func TestRedactTellsNoMore(t *testing.T) {
	full := func() *graders.Report {
		at, index := 3.0, 1
		failure := &graders.Failure{Expected: "EXPECTED", Seen: "SEEN", Scenario: "SCENARIO", At: &at, Event: &index}
		return &graders.Report{
			Verdicts: []graders.Verdict{
				{Claim: "CLAIM", Reason: "REASON", Status: graders.Fail, Failure: failure},
				{Claim: "CLAIM", Status: graders.Error, Problem: &graders.Problem{Outcome: graders.Crashed, Message: "MESSAGE", File: "solution.mjs", Line: 4, Stack: "STACK"}},
				{Claim: "CLAIM", Status: graders.Pass, Points: 1, Flaky: failure},
			},
			Runs:   []*graders.Run{{Scenario: "SCENARIO", Input: json.RawMessage(`"INPUT"`), Output: []graders.Output{{Text: "OUTPUT"}}}},
			Output: []graders.Output{{Text: "OUTPUT"}},
		}
	}
	for degree, shown := range map[graders.Reveal][]string{
		graders.RevealFull:   {"EXPECTED", "SEEN", "SCENARIO", "CLAIM", "REASON", "MESSAGE", "STACK", "INPUT", "OUTPUT", "solution.mjs"},
		graders.RevealSeen:   {"EXPECTED", "SEEN", "SCENARIO", "CLAIM", "REASON", "MESSAGE", "solution.mjs"},
		graders.RevealReason: {"CLAIM", "REASON", "solution.mjs"},
		graders.RevealNone:   {},
	} {
		t.Run(string(degree), func(t *testing.T) {
			text, err := json.Marshal(full().Redact(degree))
			require.NoError(t, err)
			for _, secret := range []string{"EXPECTED", "SEEN", "SCENARIO", "CLAIM", "REASON", "MESSAGE", "STACK", "INPUT", "OUTPUT", "solution.mjs"} {
				assert.Equal(t, slices.Contains(shown, secret), strings.Contains(string(text), secret), "is %s shown?", secret)
			}
			assert.Contains(t, string(text), `"status":"fail"`)
		})
	}
}

func TestRedactLeavesTheReportAlone(t *testing.T) {
	report := &graders.Report{Verdicts: []graders.Verdict{{Claim: "c", Failure: &graders.Failure{Seen: "s"}}}, Output: []graders.Output{{Text: "o"}}}
	report.Redact(graders.RevealNone)
	assert.Equal(t, "c", report.Verdicts[0].Claim)
	assert.NotNil(t, report.Verdicts[0].Failure)
	assert.NotEmpty(t, report.Output)
}

func TestALoadProblemIsTheLearnersOwn(t *testing.T) {
	problem := &graders.Problem{Outcome: graders.Crashed, Message: "unexpected token", File: "solution.mjs", Line: 2}
	report := &graders.Report{Load: problem, Verdicts: []graders.Verdict{{Status: graders.Error, Problem: problem}}}
	assert.Equal(t, "unexpected token", report.Redact(graders.RevealReason).Verdicts[0].Problem.Message)
	assert.Empty(t, report.Redact(graders.RevealNone).Load.Message)
}

func TestParseReveal(t *testing.T) {
	_, err := graders.ParseReveal("all")
	assert.EqualError(t, err, `no degree "all" of revealing: use full, seen, reason or none`)
}
