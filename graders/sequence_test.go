package graders_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestASequenceNamesItsFirstDifference(t *testing.T) {
	list := func(words string) []string { return strings.Fields(words) }
	for name, test := range map[string]struct {
		want, got      []string
		expected, seen string // both empty for a pass
		event          int
	}{
		"equal":            {list("a b"), list("a b"), "", "", 0},
		"both empty":       {nil, []string{}, "", "", 0},
		"in the middle":    {list("a b c d e f g"), list("a b c x y f g"), "calls: number 4 of 7 to be d (in: …, b, c, d, e, f, …)", "x (in: …, b, c, x, y, f, …)", 3},
		"at the beginning": {list("a b"), list("b a"), "calls: number 1 of 2 to be a (in: a, b)", "b (in: b, a)", 0},
		"ends early":       {list("a b c"), list("a b"), "calls: 3 entries, number 3 is c (in: a, b, c)", "2 entries, the last is b", 1},
		"one too many":     {list("a b"), list("a b c"), "calls: 2 entries, the last is b", "3 entries; after that comes c (in: a, b, c)", 2},
		"none":             {list("a b"), nil, "calls: 2 entries, the first is a", "none", -1},
		"none are due":     {nil, list("a"), "calls: none", "1 entry, the first is a", 0},
		"look alike":       {[]string{"a b"}, []string{"a\u00a0b"}, `calls: number 1 of 1 to be "a b"`, `"a\u00a0b"`, 0},
		"an empty one":     {[]string{""}, []string{"a"}, "calls: number 1 of 1 to be an empty text (in: an empty text)", "a (in: a)", 0},
	} {
		t.Run(name, func(t *testing.T) {
			run := tape()
			run.Events = append(run.Events, tape(event("x")).Events...)
			for range test.got {
				run.Events = append(run.Events, at(float64(len(run.Events)), "call"))
			}
			plain := verdict(t, run, func(j *graders.Judge, r *graders.Run) { j.Sequence(r, "calls", test.want, test.got) })
			placed := verdict(t, run, func(j *graders.Judge, r *graders.Run) { j.SequenceAt(r, r.Of("call"), "calls", test.want, test.got) })
			if test.expected == "" {
				assert.True(t, plain.Passed() && placed.Passed())
				return
			}
			for _, v := range []graders.Verdict{plain, placed} {
				require.NotNil(t, v.Failure)
				assert.Equal(t, [2]string{test.expected, test.seen}, [2]string{v.Failure.Expected, v.Failure.Seen})
				assert.Equal(t, "s", v.Failure.Scenario)
			}
			assert.Nil(t, plain.Failure.Event)
			if test.event < 0 {
				assert.Nil(t, placed.Failure.Event)
				return
			}
			assert.Equal(t, test.event+1, *placed.Failure.Event)
		})
	}
}

func TestAnEndingIsSaidInWords(t *testing.T) {
	fault := map[string]any{"$": "error", "name": "RangeError", "message": "far"}
	for want, e := range map[string]graders.Event{
		"success":                        event("settled", "status", "fulfilled"),
		"success with null":              event("settled", "status", "fulfilled", "value", nil),
		"success with [1]":               event("settled", "status", "fulfilled", "value", []any{1.0}),
		"an error: RangeError: far":      event("settled", "status", "rejected", "reason", fault),
		"an error: undefined":            event("settled", "status", "rejected", "reason", map[string]any{"$": "undefined"}),
		"an error: outer, caused by: in": event("settled", "status", "rejected", "messages", []any{"outer", "in", "out"}),
		"an error: far off":              event("settled", "status", "rejected", "error", "far off", "message", "x"),
		"an error":                       event("settled", "status", "rejected"),
		"an exception: no":               event("settled", "status", "threw", "reason", map[string]any{"$": "error", "name": "Error", "message": "no"}),
		"a panic: \"boom\"":              event("settled", "status", "panicked", "panic", "\"boom\""),
		"a panic: nil map":               event("settled", "call", "x", "panic", "nil map"),
		"an error: gone":                 event("settled", "call", "x", "error", map[string]any{"$": "error", "message": "gone"}),
		"never settled":                  {},
	} {
		assert.Equal(t, want, e.Ending())
	}
	assert.Equal(t, "success", event("settled", "call", "x", "error", nil).Ending())
	assert.Equal(t, "success", event("settled", "status", "fulfilled", "value", map[string]any{"$": "undefined"}).Ending())
	assert.Equal(t, "never settled", event("settled", "status", "pending").Ending())
	assert.Equal(t, "never settled", graders.Endings(nil))
	assert.Equal(t, "success", graders.Endings([]graders.Event{event("settled", "error", nil)}))
	assert.Equal(t, "2 ends, first success", graders.Endings([]graders.Event{event("settled", "error", nil), event("settled", "error", "x")}))
}
