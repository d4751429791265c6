package exercises_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"drill/exercises"
	"drill/graders"
)

func TestEveryExerciseHasAVersionOfItsOwn(t *testing.T) {
	seen := map[string]string{"": "nothing"}
	for _, e := range exercises.All() {
		version := exercises.Version(e)
		assert.Empty(t, seen[version], "%s has the version of", e.Slug)
		seen[version] = e.Slug
	}
	assert.Empty(t, exercises.Version(&graders.Exercise{Track: "streams", Slug: "nowhere"}))
}
