package graders_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestSeedsDecideInputs(t *testing.T) {
	input := func(seed uint64, change func(*graders.Exercise)) string {
		e := exercise(graders.Virtual)
		change(e)
		runs := map[string]*graders.Run{"zero": ok(), "one": ok(), "two": ok()}
		sandbox := &fakeSandbox{first: runs}
		s := submission(e, graders.Node)
		s.Seed = seed
		_, err := graders.Grade(t.Context(), sandbox, s)
		require.NoError(t, err)
		i := slices.IndexFunc(sandbox.jobs[0].Run, func(s graders.Stimulus) bool { return s.Name == "one" })
		return string(sandbox.jobs[0].Run[i].Input)
	}
	same := func(*graders.Exercise) {}
	more := func(e *graders.Exercise) {
		e.Scenarios = append([]graders.Scenario{{Name: "zero", Clock: graders.Virtual, Input: e.Scenarios[0].Input}}, e.Scenarios...)
	}
	assert.Equal(t, input(1, same), input(1, same), "a seed repeats a grading")
	assert.NotEqual(t, input(1, same), input(2, same), "another seed draws another input")
	assert.Equal(t, input(1, same), input(1, more), "a new scenario changes no other's input")
}

func TestTokensAreDistinct(t *testing.T) {
	words := graders.Tokens(rand.New(rand.NewPCG(1, 2)), 500)
	slices.Sort(words)
	assert.Len(t, slices.Compact(words), 500)
}

// replay answers every job with runs made up by scenario name, and crashes the
// process at one of them.
type replay struct {
	crashAt string
	load    *graders.Problem
	jobs    int
	last    graders.Job
	limits  graders.Limits // the last job's
}

func (r *replay) Run(_ context.Context, job graders.Job) (*graders.Recording, error) {
	r.jobs++
	r.last, r.limits = job, job.Limits
	recording := &graders.Recording{Runs: map[string]*graders.Run{}, Load: r.load}
	crashed := false
	for _, s := range job.Run {
		run := ok()
		run.Scenario, run.Clock, run.Input = s.Name, s.Clock, s.Input
		if crashed {
			run.Outcome, run.Events = graders.NotReached, nil
		}
		if s.Name == r.crashAt {
			run.Outcome, crashed = graders.Crashed, true
		}
		recording.Runs[s.Name] = run
	}
	return recording, nil
}

func TestSeedsShareSandboxes(t *testing.T) {
	sure := func(*graders.Report) bool { return false }
	unless := func(r *graders.Report) bool { return !r.Passed() }
	for _, test := range []struct {
		name    string
		crashAt string
		doubt   func(*graders.Report) bool
		jobs    int
		passed  []bool
	}{
		{"all in one job", "", sure, 1, []bool{true, true, true}},
		{"who crashed stays as it is, who was cut off by that goes on", "one#1", sure, 2, []bool{true, false, true}},
		{"after a crash it goes on, and then grades alone", "one#1", unless, 3, []bool{true, true, true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			sandbox := &replay{crashAt: test.crashAt}
			doubt := func(_ int, r *graders.Report) bool { return test.doubt(r) }
			reports, err := graders.GradeTogether(t.Context(), sandbox, seeds(1, 2, 3), doubt)
			require.NoError(t, err)
			var passed []bool
			for i, r := range reports {
				passed = append(passed, r.Passed())
				assert.Equal(t, uint64(i+1), r.Seed)
				assert.Equal(t, "one", r.Runs[0].Scenario)
			}
			assert.Equal(t, test.passed, passed)
			assert.Equal(t, test.jobs, sandbox.jobs)
		})
	}
}

// seeds is one submission under several.
func seeds(all ...uint64) []graders.Submission {
	var submissions []graders.Submission
	for _, seed := range all {
		s := submission(exercise(graders.Virtual), graders.Node)
		s.Seed = seed
		submissions = append(submissions, s)
	}
	return submissions
}

func TestSolutionsShareAJob(t *testing.T) {
	submissions := seeds(1, 1, 2, 1)
	for i, text := range []string{"a", "b", "a", "c"} {
		submissions[i].Solution.Content = []byte(text)
	}
	sandbox := &replay{}
	reports, err := graders.GradeTogether(t.Context(), sandbox, submissions, func(int, *graders.Report) bool { return false })
	require.NoError(t, err)
	require.Len(t, reports, 4)
	assert.Equal(t, 1, sandbox.jobs)
	assert.Equal(t, graders.DefaultLimits().Load*3, sandbox.limits.Load, "three texts are loaded")
	var whose []int
	for _, s := range sandbox.last.Run {
		whose = append(whose, s.Solution)
	}
	assert.Equal(t, []int{0, 0, 1, 1, 0, 0, 2, 2}, whose, "each has two scenarios")
	assert.Equal(t, "b", string(sandbox.last.Others[0].Content))
	assert.Equal(t, "c", string(sandbox.last.Others[1].Content))
}

// In Go what follows a panic runs in a process of its own: it takes nothing away.
func TestAPanicInGoCutsNothingOff(t *testing.T) {
	submissions := seeds(1, 2)
	for i := range submissions {
		submissions[i].Language = graders.Go
	}
	sandbox := &replay{crashAt: "two#1"} // the last of all: what comes before has run
	reports, err := graders.GradeTogether(t.Context(), sandbox, submissions, func(int, *graders.Report) bool { return false })
	require.NoError(t, err)
	assert.Equal(t, 1, sandbox.jobs)
	assert.True(t, reports[0].Passed())
}

// What fails everything must have run: that another did not load proves nothing.
func TestWhoseNeighbourDoesNotLoadIsGradedAlone(t *testing.T) {
	submissions := seeds(1, 1)
	submissions[1].Solution.Content = []byte("other")
	sandbox := &replay{load: &graders.Problem{Outcome: graders.Crashed}}
	_, err := graders.GradeTogether(t.Context(), sandbox, submissions, func(int, *graders.Report) bool { return false })
	require.NoError(t, err)
	assert.Equal(t, 3, sandbox.jobs, "both together, then each")
}

func TestLimitsOfAJobGrowWithItsSeeds(t *testing.T) {
	usual := graders.DefaultLimits()
	for n, cpu := range map[int]time.Duration{1: usual.CPU, 3: usual.CPU, 100: 100 * time.Second} {
		sandbox := &replay{}
		_, err := graders.GradeTogether(t.Context(), sandbox, seeds(make([]uint64, n)...), func(int, *graders.Report) bool { return false })
		require.NoError(t, err)
		assert.Equal(t, cpu, sandbox.limits.CPU, n)
		assert.Equal(t, int64(n)*usual.Trace, sandbox.limits.Trace, n)
		assert.Equal(t, int64(n)*usual.Output, sandbox.limits.Output, n)
		assert.Equal(t, usual.Memory, sandbox.limits.Memory, n)
	}
}
