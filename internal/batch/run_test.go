package batch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestEverySubmissionHasOneOutcome(t *testing.T) {
	items := class(t, "emit a\n", "emit b\n", " ", "emit break the check\n", "emit a\n")
	items = append(items,
		Item{ID: "nothing handed in", Path: filepath.Join(t.TempDir(), "none"), Exercise: exercise()},
		Item{ID: "no exercise", Path: items[0].Path})
	var l ledger
	outcomes, err := Run(context.Background(), &fake{}, items, l.options(Options{Seed: 7, Jobs: 3}))
	require.NoError(t, err)
	var got []string
	for i, o := range outcomes {
		assert.Equal(t, items[i].ID, o.ID)
		assert.Equal(t, 1, l.kept[o.ID])
		assert.Equal(t, 1, l.each[o.ID])
		got = append(got, status(o))
	}
	assert.Equal(t, []string{"passed", "failed", "refused", "fault", "passed", "refused", "refused"}, got)
	assert.Contains(t, outcomes[2].Refused, "is empty")
	assert.Contains(t, outcomes[3].Fault, "a check that cannot cope")
	assert.Contains(t, outcomes[5].Refused, "no such file or folder")
	assert.Contains(t, outcomes[6].Refused, "grade it with --exercise")
}

func TestTheMarkerTellsTheExercise(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".drill.json"), []byte(`{"version":1,"exercise":"sample","language":"node"}`), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "solution.mjs"), []byte("emit a\n"), 0o644))
	item := Item{ID: "ada", Path: dir}
	find := func(slug string) (*graders.Exercise, error) {
		if slug != "sample" {
			return nil, errors.New("unknown")
		}
		return exercise(), nil
	}
	outcomes, err := Run(context.Background(), &fake{}, []Item{item}, Options{Find: find})
	require.NoError(t, err)
	assert.Equal(t, "streams/sample", outcomes[0].Exercise)
	assert.True(t, outcomes[0].Report.Passed())

	find = func(string) (*graders.Exercise, error) { return nil, errors.New("unknown") }
	outcomes, err = Run(context.Background(), &fake{}, []Item{item}, Options{Find: find})
	require.NoError(t, err)
	assert.Contains(t, outcomes[0].Refused, "does not know")
}

func TestSeedsAreDerivedFromTheBatchAndTheID(t *testing.T) {
	items := class(t, many(3)...)
	items[2].Seed = 42
	seeds := func(base uint64) []uint64 {
		outcomes, err := Run(context.Background(), &fake{}, items, Options{Seed: base})
		require.NoError(t, err)
		var all []uint64
		for _, o := range outcomes {
			all = append(all, o.Report.Seed)
		}
		return all
	}
	first := seeds(1)
	assert.Equal(t, first, seeds(1))
	assert.NotEqual(t, first[0], first[1])
	assert.NotEqual(t, first[0], seeds(2)[0])
	assert.Equal(t, uint64(42), first[2])
}

func TestNothingIsHandedOutThatIsNotRevealed(t *testing.T) {
	items := class(t, "emit b\nprint 10\n")
	var full Outcome
	o := Options{Reveal: graders.RevealReason, Keep: func(o Outcome) error { full = o; return nil }}
	outcomes, err := Run(context.Background(), &fake{}, items, o)
	require.NoError(t, err)
	for _, report := range []*graders.Report{full.Report, outcomes[0].Report} {
		assert.Empty(t, report.Runs)
		assert.Nil(t, report.Verdicts[0].Failure)
	}
	o.Reveal = graders.RevealFull
	outcomes, err = Run(context.Background(), &fake{}, items, o)
	require.NoError(t, err)
	assert.Len(t, full.Report.Runs, 1)
	assert.Empty(t, outcomes[0].Report.Runs, "what stays in memory holds no trace")
	assert.NotNil(t, outcomes[0].Report.Verdicts[0].Failure)
}

func TestTwoSubmissionsWithOneIDAreAMistake(t *testing.T) {
	items := class(t, many(2)...)
	items[1].ID = items[0].ID
	f := &fake{}
	_, err := Run(context.Background(), f, items, Options{})
	var refusal *Refusal
	require.ErrorAs(t, err, &refusal)
	assert.Contains(t, err.Error(), `two submissions have the id "s000"`)
	assert.Zero(t, f.calls)
}

func TestAResultThatCannotBeKeptEndsTheBatch(t *testing.T) {
	full := errors.New("no space left on device")
	kept := 0
	o := Options{Jobs: 1, Keep: func(Outcome) error {
		if kept++; kept == 3 {
			return full
		}
		return nil
	}}
	outcomes, err := Run(context.Background(), &fake{}, class(t, many(10)...), o)
	require.ErrorIs(t, err, full)
	assert.Contains(t, err.Error(), "cannot keep the result of s002")
	assert.Equal(t, map[string]int{"passed": 2, "none": 8}, tally(outcomes))
}

func TestSandboxesAreAskedForAheadAsLongAsSomethingIsLeft(t *testing.T) {
	var asked []int
	o := Options{Jobs: 1, Ahead: func(_ context.Context, e *graders.Exercise, l graders.Language, n int) {
		assert.Equal(t, "sample", e.Slug)
		assert.Equal(t, graders.Node, l)
		asked = append(asked, n)
	}}
	_, err := Run(context.Background(), &fake{}, class(t, many(3)...), o)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 1, 0}, asked)
}

func TestOneSubmissionsTextsStayShort(t *testing.T) {
	long := strings.Repeat("é", 1<<20)
	problem := &graders.Problem{Message: long, Stack: long}
	failure := &graders.Failure{Expected: long, Seen: long}
	o := Outcome{Report: &graders.Report{Load: problem, Verdicts: []graders.Verdict{{Problem: problem, Failure: failure, Flaky: failure}}}}
	s := o.slim().Report
	for _, text := range []string{s.Load.Message, s.Load.Stack, s.Verdicts[0].Failure.Seen, s.Verdicts[0].Flaky.Expected, s.Verdicts[0].Problem.Message} {
		assert.LessOrEqual(t, len(text), keptText+len("…"))
	}
	assert.Equal(t, long, problem.Message, "the full report stays as it is")
	assert.Len(t, short("a"+long), 1+2*((keptText-1)/2)+len("…"), "cut between characters")
}
