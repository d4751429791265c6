package exercises_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"

	"drill/exercises"
	"drill/internal/listing"
	"drill/internal/verify"
)

// TestTheListIsUpToDate names the folder that is no exercise, or says how to write
// the list anew.
func TestTheListIsUpToDate(t *testing.T) {
	assert.NoError(t, listing.Check("."))
}

// TestEveryExerciseIsWhereItSays finds slugs and places that two exercises share,
// and folders whose exercise has another's name.
func TestEveryExerciseIsWhereItSays(t *testing.T) {
	all := exercises.All()
	assert.NotEmpty(t, all)
	for _, problem := range append(verify.Duplicates(all), verify.Misplaced(listing.Folders(os.DirFS(".")), all)...) {
		assert.Fail(t, problem.String())
	}
}

// TestEveryExerciseIsComplete names the files that an author has to mend, without
// running anything.
func TestEveryExerciseIsComplete(t *testing.T) {
	for _, e := range exercises.All() {
		for _, problem := range verify.Lint(e) {
			assert.Fail(t, problem.String())
		}
	}
}
