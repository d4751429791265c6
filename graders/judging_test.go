package graders_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
)

// oneCheck is an exercise with one scenario and one check.
func oneCheck(judge func(*graders.Judge)) *graders.Exercise {
	e := exercise(graders.Virtual)
	e.Scenarios = []graders.Scenario{{Name: "s", Clock: graders.Virtual}}
	e.Checks = []graders.Check{{Concept: concepts.Backpressure, Claim: "c", Judge: judge}}
	return e
}

// TestACheckThatTakesTooLongIsOver gives checks that never come to an end: whatever
// they ask for ends them, and nothing is run again.
func TestACheckThatTakesTooLongIsOver(t *testing.T) {
	for name, ask := range map[string]func(*graders.Judge, *graders.Run){
		"of":       func(_ *graders.Judge, r *graders.Run) { r.Of("a") },
		"where":    func(_ *graders.Judge, r *graders.Run) { r.Where(func(graders.Event) bool { return true }) },
		"matching": func(_ *graders.Judge, r *graders.Run) { r.Matching("a", "x", "y") },
		"order":    func(_ *graders.Judge, r *graders.Run) { r.Order() },
		"overlap":  func(_ *graders.Judge, r *graders.Run) { r.Overlap("a", "b") },
		"rounds":   func(_ *graders.Judge, r *graders.Run) { r.Rounds("a")[0].Of("b") },
		"that":     func(j *graders.Judge, _ *graders.Run) { j.That(true, "", "") },
		"that at":  func(j *graders.Judge, r *graders.Run) { j.ThatAt(r, r.Events[0], true, "", "") },
		"equal":    func(j *graders.Judge, _ *graders.Run) { j.Equal("", 1, 1) },
		"run":      func(j *graders.Judge, _ *graders.Run) { j.Run("s") },
		"sequence": func(j *graders.Judge, r *graders.Run) { j.Sequence(r, "", nil, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			ended := make(chan struct{})
			e := oneCheck(func(j *graders.Judge) {
				defer close(ended)
				for run := j.Run("s"); ; {
					ask(j, run)
				}
			})
			e.Limits.Judge = time.Millisecond
			runs := map[string]*graders.Run{"s": tape(event("a"))}
			sandbox := &fakeSandbox{first: runs, alone: runs}
			report, err := graders.Grade(t.Context(), sandbox, submission(e, graders.Node))
			require.NoError(t, err)
			assert.Equal(t, graders.Overflow, report.Verdicts[0].Status)
			assert.Equal(t, "so much happened that it could not be judged within 1ms", report.Verdicts[0].Failure.Seen)
			assert.Len(t, sandbox.jobs, 1)
			<-ended
		})
	}
}

// TestABrokenCheckIsAFault has checks panic as they do on a trace that nobody thought of.
func TestABrokenCheckIsAFault(t *testing.T) {
	runs := map[string]*graders.Run{"s": tape(event("a"))}
	for _, judge := range []func(*graders.Judge){
		func(j *graders.Judge) { _ = j.Run("s").Of("b")[0] },
		func(j *graders.Judge) { j.Run("t") },
	} {
		_, err := graders.Grade(t.Context(), &fakeSandbox{first: runs, alone: runs}, submission(oneCheck(judge), graders.Node))
		var broken *graders.BrokenCheck
		require.ErrorAs(t, err, &broken)
		assert.ErrorContains(t, err, "the exercise's check panicked: ")
		_, err = graders.GradeTogether(t.Context(), &replay{}, []graders.Submission{submission(oneCheck(judge), graders.Node)}, func(int, *graders.Report) bool { return true })
		assert.ErrorAs(t, err, &broken)
	}
}

// TestACheckThatBreaksOnTheSecondLookIsAFault has a check panic only on the second look.
func TestACheckThatBreaksOnTheSecondLookIsAFault(t *testing.T) {
	first, alone := tape(event("a")), tape(event("a"), event("b"))
	e := oneCheck(func(j *graders.Judge) {
		run := j.Run("s")
		j.That(run.Count("b") > 0, "b", "none")
		_ = run.Of("c")[0]
	})
	e.Scenarios[0].Clock, first.Clock, alone.Clock = graders.Real, graders.Real, graders.Real
	_, err := graders.Grade(t.Context(), &fakeSandbox{
		first: map[string]*graders.Run{"s": first}, alone: map[string]*graders.Run{"s": alone},
	}, submission(e, graders.Node))
	var broken *graders.BrokenCheck
	assert.ErrorAs(t, err, &broken)
}

// TestWhatIsIndexedIsWhatIsThere compares what a check finds in a run, and in its
// rounds, with what a walk over its events finds.
func TestWhatIsIndexedIsWhatIsThere(t *testing.T) {
	run := tape(event("round"), event("a", "k", "x"), event("b", "k", "x"), event("a", "k", 1.0), event("round"), event("a", "k", "x"), event("a"))
	v := verdict(t, run, func(j *graders.Judge, seen *graders.Run) {
		for i, part := range append(seen.Rounds("round"), seen) {
			plain := append(run.Rounds("round"), run)[i]
			for range 2 { // built, and found
				for _, kind := range []string{"a", "b", "round", "none"} {
					assert.Equal(t, plain.Of(kind), part.Of(kind))
					for _, text := range []string{"x", "1", "", "y"} {
						assert.Equal(t, plain.Matching(kind, "k", text), part.Matching(kind, "k", text), fmt.Sprint(i, kind, text))
					}
				}
			}
		}
		_ = append(seen.Of("a"), event("planted"))
		assert.Equal(t, run.Of("a"), append(seen.Of("a"), event("another"))[:4], "who appends gets a list of their own")
	})
	assert.True(t, v.Passed())
}
