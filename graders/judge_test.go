package graders_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
)

// verdict judges one run with one check.
func verdict(t *testing.T, run *graders.Run, judge func(*graders.Judge, *graders.Run)) graders.Verdict {
	t.Helper()
	e := exercise(graders.Virtual)
	e.Scenarios = []graders.Scenario{{Name: "s", Clock: run.Clock}}
	e.Checks = []graders.Check{{Concept: concepts.Backpressure, Claim: "c", Judge: func(j *graders.Judge) { judge(j, j.Run("s")) }}}
	runs := map[string]*graders.Run{"s": run}
	report, err := graders.Grade(t.Context(), &fakeSandbox{first: runs, alone: runs}, submission(e, graders.Node))
	require.NoError(t, err)
	require.Len(t, report.Verdicts, 1)
	return report.Verdicts[0]
}

func left(run *graders.Run, places string) *graders.Run {
	run.Leaked, run.Left = 1, places
	return run
}

func TestJudgeStatements(t *testing.T) {
	for _, test := range []struct {
		name           string
		run            *graders.Run
		judge          func(*graders.Judge, *graders.Run)
		expected, seen string // both empty for a pass
	}{
		{"happened", tape(event("a")), func(j *graders.Judge, r *graders.Run) { j.Happened(r, "a", "an a") }, "", ""},
		{"never happened", tape(event("a")), func(j *graders.Judge, r *graders.Run) { j.Happened(r, "b", "a b") }, "a b", "it never happened"},
		{"never happened while something waits", left(tape(event("a")), "chan send in solution.go:7"), func(j *graders.Judge, r *graders.Run) { j.Happened(r, "b", "a b") },
			"a b", "it never happened; still waiting: chan send in solution.go:7"},
		{"in order", tape(event("a"), event("x"), event("b")), func(j *graders.Judge, r *graders.Run) { j.InOrder(r, "a", "b") }, "", ""},
		{"out of order", tape(event("b"), event("a")), func(j *graders.Judge, r *graders.Run) { j.InOrder(r, "a", "b") }, "this order: a, b", "b, a"},
		{"twice", tape(event("a"), event("b"), event("a")), func(j *graders.Judge, r *graders.Run) { j.InOrder(r, "a", "b") }, "this order: a, b", "a, b, a"},
		{"at most", tape(event("w", "n", 1.0), event("w", "n", 2.0)), func(j *graders.Judge, r *graders.Run) { j.AtMost(r, "w", "n", 2, "waiting") }, "", ""},
		{"over", tape(event("w", "n", 3.0), event("w", "n", 2.0)), func(j *graders.Judge, r *graders.Run) { j.AtMost(r, "w", "n", 2, "waiting") }, "at most 2 waiting", "3"},
		{"at most without a witness", tape(event("x")), func(j *graders.Judge, r *graders.Run) { j.AtMost(r, "w", "n", 2, "waiting") }, "waiting", "it never happened"},
		{"a field that is no number", tape(event("w", "n", "1")), func(j *graders.Judge, r *graders.Run) { j.AtMost(r, "w", "n", 2, "waiting") }, "at most 2 waiting", "NaN"},
		{"gaps", tape(at(1, "a"), at(101, "a"), at(301, "a")), func(j *graders.Judge, r *graders.Run) { j.Gaps(r, "a", []float64{100, 200}, 0) }, "", ""},
		{"wrong gaps", tape(at(1, "a"), at(101, "a"), at(201, "a")), func(j *graders.Judge, r *graders.Run) { j.Gaps(r, "a", []float64{100, 200}, 0) }, "waits of 100, 200 ms", "100, 100 ms"},
		{"too few gaps", tape(at(1, "a")), func(j *graders.Judge, r *graders.Run) { j.Gaps(r, "a", []float64{100}, 0) }, "waits of 100 ms", "0 waits: none ms"},
		{"equal", tape(event("a", "l", []any{1.0, "x"})), func(j *graders.Judge, r *graders.Run) { j.Equal("a list of", []any{1, "x"}, r.Events[0].List("l")) }, "", ""},
		{"different", tape(event("a", "l", []any{1.0})), func(j *graders.Judge, r *graders.Run) { j.Equal("a list of", []int{2}, r.Events[0].List("l")) }, "a list of [2]", "[1]"},
		{"an object that claims to be equal", tape(event("a", "v", map[string]any{"equals": true})), func(j *graders.Judge, r *graders.Run) { j.Equal("the value", 1, r.Events[0].Data["v"]) }, "the value 1", `{equals: true}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := verdict(t, test.run, test.judge)
			if test.expected == "" {
				assert.Equal(t, graders.Pass, v.Status, "%+v", v.Failure)
				return
			}
			assert.Equal(t, graders.Fail, v.Status)
			require.NotNil(t, v.Failure)
			assert.Equal(t, test.expected, v.Failure.Expected)
			assert.Equal(t, test.seen, v.Failure.Seen)
			assert.Equal(t, "s", v.Failure.Scenario)
		})
	}
}

func TestFailureNamesItsMoment(t *testing.T) {
	v := verdict(t, tape(at(5, "a"), at(9, "a"), at(30, "a")), func(j *graders.Judge, r *graders.Run) {
		j.Gaps(r, "a", []float64{4, 4}, 0)
	})
	require.NotNil(t, v.Failure.At)
	assert.Equal(t, 30.0, *v.Failure.At)
	assert.Equal(t, 2, *v.Failure.Event)
}

func TestOverlapCountsOpenSpans(t *testing.T) {
	run := tape(event("start"), event("start"), event("end"), event("start"), event("start"), event("end"))
	most, opened := run.Overlap("start", "end")
	assert.Equal(t, 3, most)
	assert.Equal(t, 4.0, opened.T)
}

// TestOnlyCompleteRunsPass gives a check that is content with anything a run that
// did not come to its end.
func TestOnlyCompleteRunsPass(t *testing.T) {
	for outcome, status := range map[graders.Outcome]graders.Status{
		graders.Ended:       graders.Pass,
		graders.Stuck:       graders.Fail,
		graders.Crashed:     graders.Error,
		graders.TimedOut:    graders.Timeout,
		graders.OutOfMemory: graders.Memory,
		graders.Overflowed:  graders.Overflow,
		graders.Exited:      graders.NoResult,
		graders.NotReached:  graders.NoResult,
	} {
		t.Run(string(outcome), func(t *testing.T) {
			run := tape(event("a"))
			run.Outcome = outcome
			assert.Equal(t, status, verdict(t, run, func(*graders.Judge, *graders.Run) {}).Status)
		})
	}
}

func TestWithoutEvidenceNothingPasses(t *testing.T) {
	v := verdict(t, tape(), func(*graders.Judge, *graders.Run) {})
	assert.Equal(t, graders.NoResult, v.Status)
	assert.Zero(t, v.Points)
}
