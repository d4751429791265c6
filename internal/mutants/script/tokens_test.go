package script_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/mutants/script"
)

func tokens(t *testing.T, source string) []script.Token {
	t.Helper()
	found, err := script.Tokens([]byte(source))
	require.NoError(t, err)
	for _, token := range found {
		require.Equal(t, token.Text, source[token.Start:token.End], "tokens are where they say")
	}
	return found
}

func texts(all []script.Token) string {
	var words []string
	for _, token := range all {
		words = append(words, token.Text)
	}
	return strings.Join(words, " ")
}

func TestSlashes(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"a division after a name", "a / b / c", "a / b / c"},
		{"an expression after a condition", "if (x) /a b/.test(y)", "if ( x ) /a b/ . test ( y )"},
		{"a division after a call", "f(x) / 2 / y", "f ( x ) / 2 / y"},
		{"an expression after return", "return /[/]/g", "return /[/]/g"},
		{"a division after a member named return", "x.return / 2 / y", "x . return / 2 / y"},
		{"an expression after a block", "{}\n/a b/.exec(c)", "{ } /a b/ . exec ( c )"},
		{"a division after an object", "x = {} / 2 / y", "x = { } / 2 / y"},
		{"a division after a template", "`a${b}c` / 2 / y", "`a${ b }c` / 2 / y"},
		{"an expression in a template", "`${/}/.test(a)}`", "`${ /}/ . test ( a ) }`"},
		{"one that begins with an equals sign", "x = /=a b/", "x = /=a b/"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { assert.Equal(t, test.want, texts(tokens(t, test.source))) })
	}
}

func TestKeywordsThatAreNames(t *testing.T) {
	for _, source := range []string{"p.catch(f)", "p?.finally(f)", "x = { catch: 1 }", "x = { delete() {} }", "class A { static() {} delete() {} }", "x = { get return() { return 1 } }"} {
		names := 0
		for _, token := range tokens(t, source) {
			switch token.Text {
			case "catch", "finally", "delete":
				assert.Equal(t, script.Name, token.Kind, source)
				names++
			case "static":
				names++
			case "return":
				if token.Kind == script.Name {
					names++
				}
			}
		}
		assert.NotZero(t, names, source)
	}
}

func TestBrackets(t *testing.T) {
	tests := []struct {
		name, source, bracket string // the first of its kind
		want                  script.Role
	}{
		{"a block", "{ a }", "{", script.Block},
		{"a block after a condition", "if (a) { b }", "{", script.Block},
		{"a block after an arrow", "f = () => { a }", "{", script.Block},
		{"a block after a label", "a: { b }", "{", script.Block},
		{"a block after a statement without semicolon", "a()\n{ b }", "{", script.Block},
		{"a method's body", "x = class { m() { a } }", "(", script.Params},
		{"an object that is assigned", "x = { a }", "{", script.Object},
		{"an object after return", "return { a }", "{", script.Object},
		{"an object that an arrow returns", "f = () => ({ a })", "{", script.Object},
		{"an object that is chosen", "a ? { b } : c", "{", script.Object},
		{"the other object that is chosen", "x = a ? b : { c }", "{", script.Object},
		{"what is taken apart in a declaration", "const { a } = b", "{", script.Pattern},
		{"what is taken apart in parameters", "function f({ a }) {}", "{", script.Pattern},
		{"what is taken apart in an arrow's parameters", "f = ({ a }) => a", "{", script.Pattern},
		{"a default in parameters", "function f(a = { b }) {}", "{", script.Object},
		{"what is assigned to", "[a, b] = [b, a]", "[", script.Pattern},
		{"what a loop takes apart", "for (const [a] of b) c", "[", script.Pattern},
		{"a class", "class A extends B { m() {} }", "{", script.Class},
		{"what is imported", "import { a } from 'b'", "{", script.List},
		{"what else is imported", "import c, { a } from 'b'", "{", script.List},
		{"what is exported", "export { a }", "{", script.List},
		{"cases", "switch (a) { case 1: }", "{", script.Switch},
		{"a call's arguments", "f(a)", "(", script.Args},
		{"arguments after a template", "`a${b}c`(d)", "(", script.Args},
		{"a group", "x = (a)", "(", script.Group},
		{"a group after await", "await (a)", "(", script.Group},
		{"a condition", "while (a) b", "(", script.Head},
		{"an asynchronous loop's", "for await (const a of b) c", "(", script.Head},
		{"a function's parameters", "function f(a) {}", "(", script.Params},
		{"a generator's parameters", "function* f(a) {}", "(", script.Params},
		{"an arrow's parameters", "async (a) => a", "(", script.Params},
		{"an index", "a[0]", "[", script.Index},
		{"an array", "f([0])", "[", script.Array},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, token := range tokens(t, test.source) {
				if token.Text == test.bracket {
					assert.Equal(t, test.want, token.Role)
					return
				}
			}
			t.Fatal("there is no such bracket")
		})
	}
}

// A template's middle closes a slot and opens the next.
func TestTemplatesAreMatched(t *testing.T) {
	found := tokens(t, "`a${b}c${`${d}`}e` + f")
	assert.Equal(t, "`a${ b }c${ `${ d }` }e` + f", texts(found))
	assert.Equal(t, 2, found[0].Match)
	assert.Equal(t, 6, found[2].Match)
	assert.Equal(t, 0, found[2].Back)
	assert.Equal(t, -1, found[6].Match)
}

func TestWhatIsNotUnderstoodIsSaid(t *testing.T) {
	for source, want := range map[string]string{"f(": `"(" is never closed`, "a)": `")" closes nothing`, "'a": "unterminated"} {
		_, err := script.Tokens([]byte(source))
		assert.ErrorContains(t, err, want, source)
	}
}
