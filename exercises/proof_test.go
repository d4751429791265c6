package exercises_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/graders"
	"drill/internal/testbed"
	"drill/internal/verify"
)

// TestEveryExerciseHolds proves every exercise in both languages in the local
// sandbox: what an author has to mend is the failure's text.
func TestEveryExerciseHolds(t *testing.T) {
	prove(t, testbed.Local(t))
}

func prove(t *testing.T, sandbox graders.Sandbox) {
	for _, e := range exercises.All() {
		t.Run(e.Slug, func(t *testing.T) {
			proof, err := verify.Prove(t.Context(), sandbox, e, verify.Options{
				Languages: graders.Languages(), Seeds: []uint64{1}, Jobs: runtime.NumCPU(),
			})
			require.NoError(t, err)
			for _, problem := range proof.Problems {
				assert.Fail(t, problem.String())
			}
			for _, result := range proof.Results {
				assert.Empty(t, result.Wrong, "%s under seed %d", result.Case, result.Seed)
			}
			assert.NotEmpty(t, proof.Results)
		})
	}
}
