package verify_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/verify"
	"drill/sandbox"
)

func prove(t *testing.T, e *graders.Exercise, seeds ...uint64) verify.Proof {
	t.Helper()
	proof, err := verify.Prove(t.Context(), &scripted{}, e, options(seeds...))
	require.NoError(t, err)
	return proof
}

func options(seeds ...uint64) verify.Options {
	return verify.Options{Languages: graders.Languages(), Seeds: append([]uint64{1}, seeds...), Jobs: 2}
}

func TestASoundExerciseHolds(t *testing.T) {
	proof := prove(t, sample())
	assert.Empty(t, proof.Complaints())
	assert.True(t, proof.Holds())
	assert.True(t, proof.Finished())
	assert.Len(t, proof.Results, 13+12, "stub, empty, reference, 2 right, 4 wrong, and 4 hollow ones in Node, 3 in Go")
	assert.Equal(t, len(proof.Results), verify.Gradings(sample(), options()))
}

// TestSolutionsThatAreNotWhatTheySay is the proof of proofs: each defect alone is
// found, with its file.
func TestSolutionsThatAreNotWhatTheySay(t *testing.T) {
	const at = "exercises/streams/letters/"
	tests := []struct{ name, file, content, want string }{
		{"a stub that passes something", "_node/solution.mjs", "emit b", at + "_node/solution.mjs: passes no-leaked-work and must fail it (seed 1)"},
		{"a reference that fails", "_go/reference.go", "emit abd", at + "_go/reference.go: fails cancellation and must pass it (fail: expected the letter c; seen it never happened) (seed 1)"},
		{"a reference that does not load", "_node/reference.mjs", "throw no such module", at + "_node/reference.mjs: could not be loaded: no such module (solution.mjs:3) (seed 1)"},
		{"a right solution that fails", "_node/right/two.mjs", "emit abc", at + "_node/right/two.mjs: fails backpressure and must pass it (fail: expected the letter d; seen it never happened) (seed 1)"},
		{"a flaky reference", "_node/reference.mjs", "emit abc\nflaky d", at + "_node/reference.mjs: backpressure is flaky: expected the letter d; seen it never happened (seed 1)"},
		{"a wrong solution that fails less", "_go/wrong/deaf.go", "// fails: cancellation, backpressure\nemit abd", at + "_go/wrong/deaf.go: passes backpressure and must fail it (seed 1)"},
		{"a wrong solution that fails more", "_go/wrong/leaks.go", "// fails: no-leaked-work\nemit ad", at + "_go/wrong/leaks.go: fails cancellation and must pass it (fail: expected the letter c; seen it never happened) (seed 1)"},
		{"a wrong solution that does not load", "_node/wrong/leaks.mjs", "// fails: no-leaked-work\nthrow oops", at + "_node/wrong/leaks.mjs: could not be loaded: oops (solution.mjs:3) (seed 1)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			proof := prove(t, with(test.file, text(test.content+"\n")))
			assert.Contains(t, said(proof.Complaints()), test.want)
			assert.False(t, proof.Holds())
		})
	}
}

// A check without a positive witness is passed by what does nothing at all.
func TestHollowSolutionsFindAMissingWitness(t *testing.T) {
	e := sample()
	e.Checks[2].Judge = func(j *graders.Judge) {
		j.That(j.Run("all").Count("never") == 0, "nothing that must never happen", "it happened")
	}
	proof, err := verify.Prove(t.Context(), noisy{&scripted{}}, e, options())
	require.NoError(t, err)
	for _, name := range []string{"returns-nothing", "resolves-at-once", "never-settles", "throws"} {
		assert.Contains(t, said(proof.Complaints()), fmt.Sprintf("exercises/streams/letters/exercise.go: node hollow/%s passes cancellation and must fail it (seed 1)", name))
	}
	assert.Contains(t, said(proof.Complaints()), "exercises/streams/letters/exercise.go: node empty passes cancellation and must fail it (seed 1)")
}

// noisy records one event of the scenario's own in every run, as most do.
type noisy struct{ graders.Sandbox }

func (n noisy) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	recording, err := n.Sandbox.Run(ctx, job)
	if err == nil {
		for _, run := range recording.Runs {
			run.Events = append(run.Events, graders.Event{Kind: "started"})
		}
	}
	return recording, err
}

func TestHollowSolutionsExportWhatIsAskedFor(t *testing.T) {
	e := sample()
	e.Exports = []string{"one", "two"}
	cases, problems := verify.Cases(e, graders.Node)
	require.Empty(t, problems)
	hollow := 0
	for _, c := range cases {
		if c.Kind == verify.Hollow {
			hollow++
			assert.Contains(t, string(c.Solution.Content), "function one()")
			assert.Contains(t, string(c.Solution.Content), "function two()")
			assert.Len(t, c.MustFail(), 4)
		}
	}
	assert.Equal(t, 4, hollow)
}

func TestSeedsShareSandboxes(t *testing.T) {
	counting := &scripted{}
	o := options(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
	o.Languages = []graders.Language{graders.Go}
	proof, err := verify.Prove(t.Context(), counting, sample(), o)
	require.NoError(t, err)
	assert.True(t, proof.Holds(), proof.Complaints())
	assert.Len(t, proof.Results, 12*13)
	shared := 0
	for _, job := range counting.jobs {
		if len(job.Run) > 1 {
			shared++
		}
	}
	assert.Equal(t, 7+1, shared, "12 seeds of 11 solutions in twenties, and of the one that may not load, with itself")
}

func TestSolutionsShareSandboxesUnderOneSeed(t *testing.T) {
	counting := &scripted{}
	o := options()
	o.Languages = []graders.Language{graders.Go}
	proof, err := verify.Prove(t.Context(), counting, sample(), o)
	require.NoError(t, err)
	assert.True(t, proof.Holds(), proof.Complaints())
	require.Len(t, proof.Results, 12)
	others := map[int]int{}
	for _, job := range counting.jobs {
		others[len(job.Others)]++
	}
	assert.Equal(t, map[int]int{9: 1, 0: 1}, others, "of the eleven that load two are the same text; an empty file is alone")
}

// One solution that is not as it must be does not spoil the others.
func TestWhatSharesASandboxIsTakenApart(t *testing.T) {
	for name, content := range map[string]string{"does not load": "throw oops\n", "fails": "emit abc\n"} {
		proof := prove(t, with("_go/right/two.go", text(content)))
		require.Len(t, proof.Complaints(), 1, name)
		assert.Contains(t, said(proof.Complaints())[0], "_go/right/two.go", name)
	}
}

func TestWhatDependsOnTheSeedIsFoundAndSaidOnce(t *testing.T) {
	e := with("_go/reference.go", text("emit abc\nunlucky d\n"))
	e.Scenarios[0].Input = func(r *rand.Rand) any { return map[string]bool{"odd": r.IntN(2) == 1} }
	proof := prove(t, e, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
	require.Len(t, proof.Complaints(), 1)
	assert.Regexp(t, `_go/reference.go: fails backpressure and must pass it .* \(seed \d+ and \d others\)$`, said(proof.Complaints())[0])
}

func TestWhatBreaksInTheExerciseIsTheAuthors(t *testing.T) {
	e := sample()
	e.Checks[0].Judge = func(j *graders.Judge) { j.Run("al") }
	complaints := said(prove(t, e).Complaints())
	assert.Contains(t, complaints, `exercises/streams/letters/_node/reference.mjs: the exercise's check panicked: check asks for scenario "al", which is not part of the exercise in Node.js (seed 1)`)

	broken := fmt.Errorf("%w: scenarios.mjs has no scenario all", sandbox.ErrBroken)
	proof, err := verify.Prove(t.Context(), failing{broken}, sample(), options())
	require.NoError(t, err)
	assert.Contains(t, said(proof.Complaints()), "exercises/streams/letters/_go/reference.go: the exercise is broken: scenarios.mjs has no scenario all (seed 1)")
	assert.False(t, proof.Holds())
}

func TestAFaultOfTheSandboxIsNobodysProof(t *testing.T) {
	_, err := verify.Prove(t.Context(), &scripted{}, with("_go/right/one.go", text("fault the disk is full\n")), options())
	assert.EqualError(t, err, "letters: go stub and those graded with it: the engine says: the disk is full")
	_, err = verify.Prove(t.Context(), &scripted{}, with("_go/right/one.go", text("fault the disk is full\n")), options(2))
	assert.EqualError(t, err, "letters: go right/one: the engine says: the disk is full")
}

func TestADraftIsNotGradedAndNotFinished(t *testing.T) {
	e := with("_go/reference.go", text("// FILL IN: the answer\nemit abcd\n"))
	proof := prove(t, e)
	assert.False(t, proof.Finished())
	assert.False(t, proof.Holds())
	assert.NotEmpty(t, proof.Results, "the other language is no draft")
	for _, r := range proof.Results {
		assert.Equal(t, graders.Node, r.Case.Language)
	}
	e.Summary = "FILL IN: one line"
	proof = prove(t, e)
	assert.Empty(t, proof.Results)
	assert.Zero(t, verify.Gradings(e, options()))
}

func TestWhatCannotRunIsAProblemAndNoFault(t *testing.T) {
	for _, name := range []string{"_go/scenarios.go", "_go/reference.go", "_go/solution.go"} {
		proof := prove(t, with(name, nil))
		assert.Len(t, proof.Complaints(), 1, name)
		assert.False(t, proof.Holds())
	}
}

// A check that only ever waits for another has said nothing yet.
func TestAConceptThatIsOnlyBlockedIsUnproven(t *testing.T) {
	e := with("_node/wrong/leaks.mjs", text("// fails: error-propagation, no-leaked-work\nemit cd\n"))
	e.Checks[1].Needs = []concepts.Concept{concepts.ErrorPropagation}
	assert.Equal(t, []string{
		"exercises/streams/letters/_node/wrong: has no solution that fails no-leaked-work by itself: write one in which what it needs passes",
	}, said(prove(t, e).Complaints()))
}

type failing struct{ err error }

func (f failing) Run(context.Context, graders.Job) (*graders.Recording, error) { return nil, f.err }
