package verify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/verify"
)

func repeat(t *testing.T, e *graders.Exercise, sandbox graders.Sandbox, times int) verify.Proof {
	t.Helper()
	o := options()
	o.Repeat = times
	proof, err := verify.Prove(t.Context(), sandbox, e, o)
	require.NoError(t, err)
	return proof
}

func TestRepetitionsOfASoundExerciseAgree(t *testing.T) {
	sandbox := &scripted{}
	proof := repeat(t, sample(), sandbox, 25)
	assert.Empty(t, said(proof.Complaints()))
	assert.Len(t, proof.Results, 25*(13+12))
	o := options()
	o.Repeat = 25
	assert.Equal(t, len(proof.Results), verify.Gradings(sample(), o))
	for _, job := range sandbox.jobs {
		assert.False(t, job.Shared && len(job.Run) > 1, "a repetition must not meet what another has left")
		assert.Empty(t, job.Others)
	}
}

// TestAVerdictThatVariesUnderOneSeedIsNamed has solutions that come out otherwise from
// their second job on; in Go that begins with the twenty-first grading.
func TestAVerdictThatVariesUnderOneSeedIsNamed(t *testing.T) {
	const at = "exercises/streams/letters/"
	for _, test := range []struct{ name, file, content, want string }{
		{"a right one in Go", "_go/right/two.go", "emit abc\nflaky d",
			at + "_go/right/two.go: backpressure passes 5 and fails 20 of 25 times under seed 1"},
		{"a right one in Node", "_node/right/two.mjs", "emit abc\nflaky d",
			at + "_node/right/two.mjs: backpressure is flaky"},
		{"a wrong one that is blocked at first", "_go/wrong/deaf.go", "// fails: cancellation, backpressure\nemit b\nflaky a",
			at + "_go/wrong/deaf.go: no-leaked-work passes 5 and is blocked 20 of 25 times under seed 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := with(test.file, text(test.content+"\n"))
			e.Checks[1].Needs = []concepts.Concept{e.Checks[0].Concept}
			proof := repeat(t, e, &scripted{}, 25)
			found := slices.ContainsFunc(said(proof.Complaints()), func(line string) bool { return strings.HasPrefix(line, test.want) })
			assert.True(t, found, "%q is not in %q", test.want, said(proof.Complaints()))
			assert.False(t, proof.Holds())
		})
	}
}
