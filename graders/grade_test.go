package graders_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
)

func ok() *graders.Run   { return tape(event("ok")) }
func bad() *graders.Run  { return tape(event("other")) }
func lost() *graders.Run { r := tape(); r.Outcome = graders.NotReached; return r }

func TestFailuresAreConfirmedAlone(t *testing.T) {
	type runs = map[string]*graders.Run
	for _, test := range []struct {
		name         string
		clock        graders.Clock
		language     graders.Language
		first, alone runs
		statuses     []graders.Status
		jobs         int
		flaky        bool
	}{
		{"a pass is not run again", graders.Virtual, graders.Node, runs{"one": ok(), "two": ok()}, nil, []graders.Status{graders.Pass, graders.Pass}, 1, false},
		{"a failure is", graders.Virtual, graders.Node, runs{"one": bad(), "two": ok()}, runs{"one": bad()}, []graders.Status{graders.Fail, graders.Pass}, 2, false},
		{"what was never reached is", graders.Virtual, graders.Node, runs{"one": ok(), "two": lost()}, runs{"two": ok()}, []graders.Status{graders.Pass, graders.Pass}, 2, false},
		{"another's mess is forgiven", graders.Virtual, graders.Node, runs{"one": ok(), "two": bad()}, runs{"two": ok()}, []graders.Status{graders.Pass, graders.Pass}, 2, false},
		{"on the real clock it is flaky", graders.Real, graders.Node, runs{"one": ok(), "two": bad()}, runs{"two": ok()}, []graders.Status{graders.Pass, graders.Pass}, 2, true},
		{"not reached is not flaky", graders.Real, graders.Node, runs{"one": ok(), "two": lost()}, runs{"two": ok()}, []graders.Status{graders.Pass, graders.Pass}, 2, false},
		{"virtual Go ran alone already", graders.Virtual, graders.Go, runs{"one": bad(), "two": ok()}, nil, []graders.Status{graders.Fail, graders.Pass}, 1, false},
		{"real Go runs again", graders.Real, graders.Go, runs{"one": bad(), "two": ok()}, runs{"one": bad()}, []graders.Status{graders.Fail, graders.Pass}, 2, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			sandbox := &fakeSandbox{first: test.first, alone: test.alone}
			report, err := graders.Grade(t.Context(), sandbox, submission(exercise(test.clock), test.language))
			require.NoError(t, err)
			var statuses []graders.Status
			flaky := false
			for _, v := range report.Verdicts {
				statuses = append(statuses, v.Status)
				flaky = flaky || v.Flaky != nil
			}
			assert.Equal(t, test.statuses, statuses)
			assert.Equal(t, test.flaky, flaky)
			assert.Len(t, sandbox.jobs, test.jobs)
			for _, job := range sandbox.jobs[1:] {
				assert.Len(t, job.Run, 1, "a confirming run has a sandbox of its own")
			}
		})
	}
}

// TestEveryScenarioOfACheckIsConfirmed has a check that stops at its first scenario,
// which was never reached, and asks for the second only when the first is there.
func TestEveryScenarioOfACheckIsConfirmed(t *testing.T) {
	for _, language := range graders.Languages() {
		e := exercise(graders.Virtual)
		e.Checks = e.Checks[:1]
		e.Checks[0].Judge = func(j *graders.Judge) {
			j.Happened(j.Run("one"), "ok", "it to happen")
			j.Happened(j.Run("two"), "ok", "it to happen, too")
		}
		sandbox := &fakeSandbox{
			first: map[string]*graders.Run{"one": lost(), "two": lost()},
			alone: map[string]*graders.Run{"one": ok(), "two": ok()},
		}
		report, err := graders.Grade(t.Context(), sandbox, submission(e, language))
		require.NoError(t, err)
		assert.Equal(t, graders.Pass, report.Verdicts[0].Status, language)
		require.Len(t, sandbox.jobs, 3)
		assert.Equal(t, "one", sandbox.jobs[1].Run[0].Name)
		assert.Equal(t, "two", sandbox.jobs[2].Run[0].Name)
	}
}

func TestPointsAreGivenPerConcept(t *testing.T) {
	runs := map[string]*graders.Run{"one": ok(), "two": bad()}
	report, err := graders.Grade(t.Context(), &fakeSandbox{first: runs, alone: runs}, submission(exercise(graders.Virtual), graders.Go))
	require.NoError(t, err)
	assert.Equal(t, 2, report.Points)
	assert.Equal(t, 3, report.Max)
	assert.False(t, report.Passed())
	assert.Len(t, report.Failed(), 1)
}

func TestBlockedByWhatItNeeds(t *testing.T) {
	e := exercise(graders.Virtual)
	e.Checks[1].Needs = []concepts.Concept{e.Checks[0].Concept}
	runs := map[string]*graders.Run{"one": bad(), "two": bad()}
	report, err := graders.Grade(t.Context(), &fakeSandbox{first: runs, alone: runs}, submission(e, graders.Go))
	require.NoError(t, err)
	assert.Equal(t, graders.Fail, report.Verdicts[0].Status)
	assert.Equal(t, graders.Blocked, report.Verdicts[1].Status)
	assert.Equal(t, "backpressure", report.Verdicts[1].BlockedBy)
}

func TestASolutionThatDoesNotLoadFailsEverywhere(t *testing.T) {
	problem := &graders.Problem{Outcome: graders.Crashed, Message: "unexpected token", File: "solution.mjs", Line: 3}
	runs := map[string]*graders.Run{"one": lost(), "two": lost()}
	sandbox := &fakeSandbox{first: runs, load: problem}
	report, err := graders.Grade(t.Context(), sandbox, submission(exercise(graders.Virtual), graders.Node))
	require.NoError(t, err)
	for _, v := range report.Verdicts {
		assert.Equal(t, graders.Error, v.Status)
		assert.Equal(t, problem, v.Problem)
	}
	assert.Len(t, sandbox.jobs, 1, "nothing is gained by trying again")
}

func TestAFaultIsNotAVerdict(t *testing.T) {
	_, err := graders.Grade(t.Context(), &fakeSandbox{fault: errEngine}, submission(exercise(graders.Virtual), graders.Node))
	assert.ErrorIs(t, err, errEngine)
}

// TestAJobHasWhatItsExerciseAllows looks at every job: the first, those that confirm
// a failure, and the one that several seeds share.
func TestAJobHasWhatItsExerciseAllows(t *testing.T) {
	for _, allowed := range []bool{false, true} {
		e := exercise(graders.Real)
		e.Threads, e.Network = allowed, allowed
		runs := map[string]*graders.Run{"one": bad(), "two": bad()}
		sandbox := &fakeSandbox{first: runs, alone: runs}
		_, err := graders.Grade(t.Context(), sandbox, submission(e, graders.Node))
		require.NoError(t, err)
		require.Len(t, sandbox.jobs, 3)
		for _, job := range sandbox.jobs {
			assert.Equal(t, allowed, job.Threads)
			assert.Equal(t, allowed, job.Network)
		}
	}
}
