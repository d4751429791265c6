package exercises_test

import (
	"os"
	"runtime"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/graders"
	"drill/internal/prefixes"
	"drill/internal/testbed"
	"drill/internal/verify"
)

// TestEveryExerciseHolds proves every exercise in both languages in the local
// sandbox: what an author has to mend is the failure's text. DRILL_SEEDS is the
// number of seeds, one unless told, and DRILL_REPEAT how often each solution is graded
// under each: their verdicts must agree.
func TestEveryExerciseHolds(t *testing.T) {
	prove(t, testbed.Local(t))
}

func prove(t *testing.T, sandbox graders.Sandbox) {
	for _, e := range exercises.All() {
		t.Run(e.Slug, func(t *testing.T) {
			proof, err := verify.Prove(t.Context(), sandbox, e, verify.Options{
				Languages: graders.Languages(), Seeds: seeds(t), Repeat: number(t, "DRILL_REPEAT"), Jobs: runtime.NumCPU(), Prefixes: prefixes.Together,
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

func seeds(t *testing.T) []uint64 {
	list := make([]uint64, number(t, "DRILL_SEEDS"))
	for i := range list {
		list[i] = uint64(i + 1)
	}
	return list
}

// number is an environment variable's, 1 where it is not set.
func number(t *testing.T, variable string) int {
	text := os.Getenv(variable)
	if text == "" {
		return 1
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err, "%s must be a number", variable)
	return n
}
