package graders_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// TestWhatDiffersNeverPrintsAlike holds Equal to texts that tell expected and seen apart.
func TestWhatDiffersNeverPrintsAlike(t *testing.T) {
	long := strings.Repeat("x", 300)
	fails := func(fields ...any) map[string]any {
		e := map[string]any{"$": "error", "name": "Error", "message": "m"}
		for i := 0; i < len(fields); i += 2 {
			e[fields[i].(string)] = fields[i+1]
		}
		return e
	}
	for name, test := range map[string]struct {
		want, got      any
		expected, seen string
	}{
		"different":                {"a", "b", `"a"`, `"b"`},
		"a number and its text":    {1, "1", `1`, `"1"`},
		"a long text":              {long + "a", long + "b", `"xxxxxxxxxxxxxxxxxxxxa" from character 281 of 301 on`, `"xxxxxxxxxxxxxxxxxxxxb" from character 281 of 301 on`},
		"the end of a long text":   {long, long + "b", `"xxxxxxxxxxxxxxxxxxxx" from character 281 of 300 on`, `"xxxxxxxxxxxxxxxxxxxxb" from character 281 of 301 on`},
		"another space":            {"a b", "a\u00a0b", `"a b"`, `"a\u00a0b"`},
		"a letter of two":          {"caf\u00e9", "cafe\u0301", `"caf\u00e9"`, `"cafe\u0301"`},
		"no width":                 {"ab", "a\ufeffb", `"ab"`, `"a\ufeffb"`},
		"a letter that is no such": {"日本", "中国", `"日本"`, `"中国"`},
		"an entry beyond the cut":  {[]string{long, "a"}, []string{long, "b"}, graders.Show([]string{long}) + `, at [1] "a"`, graders.Show([]string{long}) + `, at [1] "b"`},
		"a field beyond the cut":   {map[string]any{"a": long, "b": []int{1}}, map[string]any{"a": long, "b": []int{2}}, graders.Show(map[string]any{"a": long, "b": 1}) + `, at b[0] 1`, graders.Show(map[string]any{"a": long, "b": 1}) + `, at b[0] 2`},
		"one entry more":           {[][]string{{long}}, [][]string{{long, "a"}}, graders.Show([][]string{{long}}) + ", at [0] 1 entry", graders.Show([][]string{{long}}) + ", at [0] 2 entries"},
		"a code":                   {fails("code", "A"), fails("code", "B"), `Error: m with the code "A"`, `Error: m with the code "B"`},
		"what nothing tells":       {fails("x", 1), fails("x", 2), "Error: m", "Error: m, another one with the same text"},
	} {
		t.Run(name, func(t *testing.T) {
			v := verdict(t, tape(event("a")), func(j *graders.Judge, r *graders.Run) { j.EqualAt(r, r.Events[0], "it", test.want, test.got) })
			require.NotNil(t, v.Failure)
			assert.Equal(t, "it "+test.expected, v.Failure.Expected)
			assert.Equal(t, test.seen, v.Failure.Seen)
			assert.NotEqual(t, test.expected, test.seen)
		})
	}
}

func TestIdentityIsNotShownAsTheSameText(t *testing.T) {
	for name, test := range map[string]struct{ want, got, seen string }{
		"a copy":      {`the error "no"`, `the error "no"`, `another one with the same text: the error "no"`},
		"wrapped":     {"short write", "copy: short write", "another one with the same text: copy: short write"},
		"another":     {"no", "yes", "yes"},
		"without any": {"", "yes", "yes"},
	} {
		t.Run(name, func(t *testing.T) {
			v := verdict(t, tape(event("a")), func(j *graders.Judge, r *graders.Run) {
				j.SameAt(r, r.Events[0], true, "the error", test.want, test.got)
				j.SameAt(r, r.Events[0], false, "the error", test.want, test.got)
			})
			require.NotNil(t, v.Failure)
			assert.Equal(t, "the error "+test.want+" itself", v.Failure.Expected)
			assert.Equal(t, test.seen, v.Failure.Seen)
			assert.Equal(t, 0, *v.Failure.Event)
		})
	}
}
