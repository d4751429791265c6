package graders_test

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestCleanDisarmsText(t *testing.T) {
	for name, test := range map[string]struct{ in, out string }{
		"plain":            {"héllo\tworld\n", "héllo\tworld\n"},
		"colour":           {"\x1b[32mPASS\x1b[0m", `\x1b[32mPASS\x1b[0m`},
		"carriage return":  {"10%\r20%", `10%\x0d20%`},
		"windows line end": {"a\r\nb", "a\nb"},
		"C1 control":       {"\u009b31m", `\x9b31m`},
		"right to left":    {"a\u202eb", `a\u202eb`},
		"line separator":   {"a\u2028b", `a\u2028b`},
		"invalid UTF-8":    {"a\xffb", `a\xffb`},
		"a real U+FFFD":    {"a\uFFFDb", "a\uFFFDb"},
		"null and bell":    {"\x00\x07", `\x00\x07`},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.out, graders.Clean(test.in)) })
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b]0;title\x07")
	f.Add("a\xc3")
	f.Fuzz(func(t *testing.T, text string) {
		clean := graders.Clean(text)
		assert.True(t, utf8.ValidString(clean))
		assert.False(t, strings.ContainsAny(clean, "\x1b\r\x00\x07\u202e\u009b"))
		assert.Equal(t, clean, graders.Clean(clean))
	})
}

func TestShowPrintsValuesAsALearnerWould(t *testing.T) {
	for name, test := range map[string]struct {
		value any
		text  string
	}{
		"text":      {"a<b", `"a<b"`},
		"escape":    {"\x1b", `"\u001b"`},
		"number":    {3.0, "3"},
		"null":      {nil, "null"},
		"list":      {[]any{1.0, "x", nil}, `[1, "x", null]`},
		"object":    {map[string]any{"a": 1.0, "b c": nil, "1": true, "": "x"}, `{"": "x", "1": true, a: 1, "b c": null}`},
		"undefined": {map[string]any{"$": "undefined"}, "undefined"},
		"NaN":       {map[string]any{"$": "NaN"}, "NaN"},
		"bigint":    {map[string]any{"$": "bigint", "value": "12"}, "12n"},
		"bytes":     {map[string]any{"$": "bytes", "hex": "c3a9"}, "bytes c3a9"},
		"error":     {map[string]any{"$": "error", "name": "TypeError", "message": "no"}, "TypeError: no"},
		"nested":    {[]any{map[string]any{"$": "undefined"}}, "[undefined]"},
		"in object": {map[string]any{"e": map[string]any{"$": "error", "name": "RangeError", "message": "far"}, "u": map[string]any{"$": "undefined"}}, "{e: RangeError: far, u: undefined}"},
		"Go error":  {map[string]any{"$": "error", "message": "no"}, "error: no"},
		"no text":   {map[string]any{"$": "error", "name": "Error", "message": ""}, "Error without a message"},
		"date":      {map[string]any{"$": "date", "ms": 5.0}, "a Date of 5 ms"},
		"map":       {map[string]any{"$": "map", "entries": []any{[]any{"k", map[string]any{"$": "NaN"}}}}, `Map [["k", NaN]]`},
		"set":       {map[string]any{"$": "set", "values": []any{1.0}}, "Set [1]"},
		"promise":   {map[string]any{"$": "promise"}, "a Promise"},
		"Go's own":  {[]struct{ A []string }{{[]string{"x", "y"}}}, `[{A: ["x", "y"]}]`},
		"big":       {[]int64{1<<60 + 1}, "[1152921504606846977]"},
		"no JSON":   {math.Inf(1), "+Inf"},
		"long":      {strings.Repeat("x", 500), `"` + strings.Repeat("x", 158) + "…"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.text, graders.Show(test.value)) })
	}
}

func TestPromptKeepsOneLanguage(t *testing.T) {
	e := &graders.Exercise{Slug: "s", Files: fstest.MapFS{"README.md": {Data: []byte(
		"# T\n<!-- node -->\nnode\n<!-- end -->\n  <!-- go -->\ngo\n<!-- end -->\nboth\n")}}}
	node, err := e.Prompt(graders.Node)
	require.NoError(t, err)
	assert.Equal(t, "# T\nnode\nboth\n", node)
	golang, err := e.Prompt(graders.Go)
	require.NoError(t, err)
	assert.Equal(t, "# T\ngo\nboth\n", golang)
}

func TestParseLanguage(t *testing.T) {
	for text, want := range map[string]graders.Language{"go": graders.Go, "Golang": graders.Go, "node": graders.Node, "JS": graders.Node} {
		got, err := graders.ParseLanguage(text)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := graders.ParseLanguage("rust")
	assert.EqualError(t, err, `no language "rust": use node or go`)
}

func TestFirstDifferenceCountsBytes(t *testing.T) {
	for _, test := range []struct {
		want, got string
		at        int
	}{
		{"", "", -1}, {"00ff", "00ff", -1}, {"00ff", "01ff", 0}, {"00ff", "00fe", 1},
		{"00ff", "00", 1}, {"00", "00ff", 1}, {"", "00", 0},
	} {
		assert.Equal(t, test.at, graders.FirstDifference(test.want, test.got), "%q and %q", test.want, test.got)
	}
}

func TestListed(t *testing.T) {
	assert.Equal(t, "nothing", graders.Listed(nil))
	assert.Equal(t, "a, b", graders.Listed([]string{"a", "b"}))
}
