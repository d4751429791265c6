package corpus

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// known is the number of attacks that were collected from other graders.
const known = 48

// TestEveryKnownAttackIsTried looks for each row in the files and in the tests of
// submissions and of reports.
func TestEveryKnownAttackIsTried(t *testing.T) {
	var tried []int
	own := 0
	for _, e := range load(t) {
		tried = append(tried, e.rows...)
		if len(e.rows) == 0 {
			own++
		}
	}
	for _, s := range smuggled() {
		tried = append(tried, s.rows...)
	}
	for row := 1; row <= known; row++ {
		assert.True(t, slices.Contains(tried, row), "nobody tries attack %d", row)
	}
	assert.GreaterOrEqual(t, own, 10, "attacks on drill in particular")
}

// TestHeadersAreComplete holds every entry to say what must come of it.
func TestHeadersAreComplete(t *testing.T) {
	for _, e := range load(t) {
		fields := header(string(e.solution.Content))
		assert.Contains(t, fields, "passes", e.name)
		var ids []string
		for _, check := range e.exercise.ChecksFor(e.language) {
			ids = append(ids, check.Concept.ID)
		}
		if !slices.Equal(e.passes, []string{"all"}) {
			assert.Subset(t, ids, e.passes, e.name)
		}
	}
}
