package mutants_test

import (
	"go/importer"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/mutants"
)

func keys(t *testing.T, file, source string) []string {
	t.Helper()
	workshop := mutants.Workshop{}
	if strings.HasSuffix(file, ".go") {
		workshop.Importer = importer.Default()
	}
	made, err := workshop.Of(file, []byte(source))
	require.NoError(t, err)
	viable := workshop.Viable(file, []byte(source))
	var all []string
	for _, m := range made {
		assert.Equal(t, source[:m.Start]+m.Text+source[m.End:], string(m.Source))
		if viable(m) {
			all = append(all, strings.TrimPrefix(m.Key.String(), file+" "))
		}
	}
	return all
}

func TestJavaScript(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string
	}{
		{"numbers", "x = 7", []string{`- number "x = «7→8»"`, `- number "x = «7→6»"`, `- number "x = «7→0»"`}},
		{"a number after a minus", "x = a - 0", []string{`- arithmetic "x = a «-→+» 0"`, `- number "x = a - «0→1»"`, `- number "x = a - «0→(-1)»"`}},
		{"comparisons", "x = a < b", []string{`- comparison "x = a «<→<=» b"`}},
		{"a call", "const f = () => { g(a) }", []string{`f drop-statement "«g(a)→»"`, `f argument "g(«a→undefined»)"`}},
		{"a condition", "while (a && !b);", []string{`- logical "while (a «&&→||» !b)"`, `- negation "while (a && «!→»b)"`}},
		{"properties", "x = { a, ...b, cause: c }", []string{
			`- drop-property "x = { «a,→» ...b, cause: c }"`, `- spread "x = { a, «...b,→» cause: c }"`, `- cause "x = { a, ...b, «cause: c→» }"`,
		}},
		{"operands", "function f() { if (a) return; return b }", []string{
			`f drop-return "«return→»;"`, `f drop-return "«return→void» b"`, `f return-value "«return b→return»"`,
		}},
		{"an arrow", "const f = (a) => a", []string{`f return-value "const f = (a) => «a→undefined»"`}},
		{"awaiting", "async function f() { x = await a }", []string{`f drop-statement "«x = await a→»"`, `f await "x = «await→» a"`}},
		{"finally", "try { a } finally { b }", []string{`- drop-statement "«a→»"`, `- finally "try … «finally …→finally {}»"`, `- drop-statement "«b→»"`}},
		{"a string", "x = 'ab'", []string{`- string "x = «'ab'→''»"`}},
		{"bounds", "x = Math.min(a, true)", []string{
			`- min-max "x = Math.«min→max»(a, true)"`, `- argument "x = Math.min(«a→undefined», true)"`,
			`- argument "x = Math.min(a, «true→undefined»)"`, `- boolean "x = Math.min(a, «true→false»)"`,
		}},
		{"what repeats", "function f() { if (a) g()\ng() }", []string{`f drop-statement "«g()→»"`, `f drop-statement "«g()→»" #2`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := keys(t, "a.mjs", test.source)
			for _, want := range test.want {
				assert.Contains(t, got, want)
			}
		})
	}
}

// What an error says is its own affair, and so is how much room a buffer has.
func TestNoise(t *testing.T) {
	for _, source := range []string{
		"import a from 'b'", "const a = require('b')", "exports.a = a", "module.exports = { a, b }", "export { a }", "'use strict'",
		"const a = new Error('b')", "const a = new RangeError(`b ${c + 1}`)", "const a = { highWaterMark: 16, once: true }",
		"const a = new Map(undefined)", "const { a, b: [c] } = d", "const f = ({ a }) => {}",
	} {
		for _, key := range keys(t, "a.cjs", source) {
			assert.Contains(t, key, "drop-property", source)
			assert.NotContains(t, key, "once: true→", source)
		}
	}
	for _, source := range []string{
		`var a = errors.New("b")`, `var a = make(chan int, 1)`, `var a = make([]byte, 7)`, `func (e *E) Error() string { return "a" }`,
		"type A struct { b int `c:\"d\"` }",
	} {
		assert.Empty(t, keys(t, "a.go", "package solution\nimport \"errors\"\nvar _ = errors.Is\ntype E int\n"+source), source)
	}
}

func TestGo(t *testing.T) {
	const begin = "package solution\nimport (\"context\"; \"fmt\"; \"errors\")\nvar _ = errors.New\nvar _ = fmt.Sprint\nvar _ context.Context\n"
	tests := []struct {
		name, source string
		want         []string
	}{
		{"a dropped call keeps its variables used", "func f(g func(int)) { x := 'a'; g(int(x)) }", []string{`f drop-statement "«g(int(x))→»"`}},
		{"a zero value keeps them used too", "func f() (int, error) { x := f; _, err := x(); return 'a', err }", []string{
			`f return-value "«return 'a', err→return 0, err»"`, `f return-value "«return 'a', err→return 'a', nil»"`,
		}},
		{"a context", "func f(ctx context.Context) { g(ctx) }\nfunc g(context.Context) {}", []string{`f context "g(«ctx→context.Background()»)"`}},
		{"an error that is wrapped", `func f(err error) error { return fmt.Errorf("a: %w", err) }`, []string{
			"f wrap `return fmt.Errorf(«\"a: %w\"→\"a: %v\"», err)`",
		}},
		{"a head", "func f(g func() error) { if err := g(); err != nil { panic(err) } }", []string{`f comparison "if err := g(); err «!=→==» nil { … }"`}},
		{"bounds", "func f(b []int) []int { return b[1:] }", []string{`f slice "return b[«1→»:]"`, `f number "return b[«1→2»:]"`}},
		{"a goroutine", "func f(g func()) { go g() }", []string{`f go "«go→» g()"`, `f drop-statement "«go g()→»"`}},
		{"a field", "type T struct { A int }\nfunc f(a int) T { return T{A: a} }", []string{`f return-value "«return T{A: a}→return T{}»"`}},
		{"a field of several", "type T struct { A, B int }\nfunc f(a int) T { return T{A: a, B: a} }", []string{`f drop-property "return T{«A: a,→» B: a}"`, `f drop-property "return T{A: a, «B: a→»}"`}},
		{"a size in a struct", "type T struct {\n\ta int\n\tb [2]int\n}", []string{`- number "b [«2→3»]int"`}},
		{"a method", "type T[K any] struct { a int }\nfunc (t *T[K]) m() { t.a = 2 }", []string{`T.m drop-statement "«t.a = 2→»"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := keys(t, "a.go", begin+test.source)
			for _, want := range test.want {
				assert.Contains(t, got, want)
			}
		})
	}
}

func TestWhatDoesNotCompileIsRefused(t *testing.T) {
	got := keys(t, "a.go", "package solution\nvar x [1]int\nvar y = x[0]")
	assert.NotContains(t, got, `- number "y = x[«0→1»]"`, "out of bounds")
	assert.NotEmpty(t, got)
	assert.NotEmpty(t, keys(t, "a.mjs", "import a from 'b' with { type: 'json' }; c()"), "what the parser does not know is left to the sandbox")
}

func TestLists(t *testing.T) {
	made, err := mutants.Workshop{}.Of("right/a.mjs", []byte("function f() { g('a\\\\'); g('a\\\\') }"))
	require.NoError(t, err)
	for _, m := range made {
		entries, mistakes := mutants.ParseList([]byte("# a note\n\n" + m.Key.String() + " free: the prompt: is silent\n"))
		require.Empty(t, mistakes)
		require.Len(t, entries, 1)
		assert.Equal(t, mutants.Entry{Key: m.Key, Line: 3, Class: mutants.Free, Reason: "the prompt: is silent"}, entries[0])
		_, mistakes = mutants.ParseList([]byte(m.Draft()))
		assert.Len(t, mistakes, 1, "a draft is no entry")
	}
}

func TestMistakesInLists(t *testing.T) {
	const key = `a.mjs f number "x = «1→2»" `
	tests := []struct{ name, line, want string }{
		{"words are missing", "a.mjs f number", "is no entry"},
		{"no quotes", "a.mjs f number x = 1 free: so", "is no entry"},
		{"no class", key + "because", "has no class"},
		{"another class", key + "fine: so", "has no class"},
		{"no reason", key + "free:", "has no reason"},
		{"twice", key + "free: so\n" + key + "equivalent: so", "repeats line 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, mistakes := mutants.ParseList([]byte(test.line))
			require.Len(t, mistakes, 1)
			assert.Contains(t, mistakes[0].What, test.want)
		})
	}
	_, mistakes := mutants.ParseList([]byte(key + "free: so\n" + key + "#2 free: so"))
	assert.Empty(t, mistakes, "the second of its kind is another")
}
