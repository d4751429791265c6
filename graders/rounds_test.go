package graders_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestRoundsBeginWithTheirEvent(t *testing.T) {
	for _, test := range []struct {
		name  string
		run   *graders.Run
		times [][]float64 // of the events of each round
	}{
		{"no events", tape(), nil},
		{"none of the kind", tape(event("a"), event("b")), nil},
		{"one", tape(event("round"), event("a"), event("b")), [][]float64{{0, 1, 2}}},
		{"two", tape(event("round"), event("a"), event("round"), event("a")), [][]float64{{0, 1}, {2, 3}}},
		{"an event before the first", tape(event("a"), event("round"), event("a")), [][]float64{{1, 2}}},
		{"empty ones", tape(event("round"), event("round"), event("a")), [][]float64{{0}, {1, 2}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var times [][]float64
			for _, round := range test.run.Rounds("round") {
				assert.Equal(t, "s", round.Scenario)
				assert.Equal(t, test.run.Input, round.Input)
				var own []float64
				for _, e := range round.Events {
					own = append(own, e.T)
				}
				times = append(times, own)
			}
			assert.Equal(t, test.times, times)
		})
	}
}

func TestARoundLeavesItsRunAlone(t *testing.T) {
	run := tape(event("round"), event("a"), event("round"), event("b"))
	first := run.Rounds("round")[0]
	first.Events = append(first.Events, event("planted"))
	assert.Equal(t, []string{"round", "a", "round", "b"}, run.Order())
}

// TestAFailureInARoundNamesTheRunsEvent holds rounds, and rounds of rounds, to the
// index that the timeline of the whole run shows.
func TestAFailureInARoundNamesTheRunsEvent(t *testing.T) {
	run := tape(event("round"), event("call"), event("a"), event("round"), event("call"), event("call"), event("a"))
	v := verdict(t, run, func(j *graders.Judge, r *graders.Run) {
		call := r.Rounds("round")[1].Rounds("call")[1]
		j.FailAt(call, call.Of("a")[0], "no a", "one")
	})
	require.NotNil(t, v.Failure)
	assert.Equal(t, 6, *v.Failure.Event)
	assert.Equal(t, 6.0, *v.Failure.At)
	assert.Equal(t, "s", v.Failure.Scenario)
}

func TestEventsAreFoundByWhatTheySay(t *testing.T) {
	run := tape(event("a", "case", "x"), event("b", "case", "x"), event("a", "case", "y"), event("a"), event("a", "case", "x"))
	var times []float64
	for _, e := range run.Matching("a", "case", "x") {
		times = append(times, e.T)
	}
	assert.Equal(t, []float64{0, 4}, times)
	assert.Empty(t, run.Matching("b", "case", "y"))
}

func TestTextsOfAList(t *testing.T) {
	e := event("a", "list", []any{"x", 1.0, nil, "y", []any{"z"}}, "text", "x")
	assert.Equal(t, []string{"x", "y"}, e.Texts("list"))
	assert.Empty(t, e.Texts("text"))
	assert.Empty(t, e.Texts("none"))
}
