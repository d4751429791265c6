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

func TestStatements(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string // the statements, by their own tokens
	}{
		{"lines", "a()\nb()", []string{"a ( )", "b ( )"}},
		{"a line that goes on", "a\n.b()\n+ c", []string{"a . b ( ) + c"}},
		{"a line that begins with a bracket goes on", "a\n(b)", []string{"a ( b )"}},
		{"a line that begins with plus plus does not", "a\n++b", []string{"a", "++ b"}},
		{"nothing after return", "return\na", []string{"return", "a"}},
		{"semicolons", "a; b", []string{"a ;", "b"}},
		{"a choice", "if (a) b\nelse c\nd", []string{"if ( a ) else", "b", "c", "d"}},
		{"a choice that waits", "if (a) await b()\nfor await (c of d) (e)", []string{"if ( a )", "await b ( )", "for await ( c of d )", "( e )"}},
		{"a function within", "x = f(() => { a() }, b)", []string{"x = f ( ( ) => { } , b )", "a ( )"}},
		{"a declared function", "function f() { a }\nb", []string{"function f ( ) { }", "a", "b"}},
		{"an exported one", "export async function f() { a }\nb", []string{"export async function f ( ) { }", "a", "b"}},
		{"attempts", "try { a } catch (e) { b } finally { c }\nd", []string{"try catch ( e ) finally", "{ }", "a", "{ }", "b", "{ }", "c", "d"}},
		{"cases", "switch (a) { case b ? 1 : 2: c; default: d }\ne", []string{"switch ( a ) { }", "case b ? 1 : 2 :", "c ;", "default :", "d", "e"}},
		{"members", "class A {\n  a = 1\n  #b\n  m() { c }\n  static { d }\n}\ne", []string{"class A { }", "a = 1", "# b", "m ( ) { }", "c", "static { }", "d", "e"}},
		{"a field with a function", "class A { a = () => { b }\n  c = 1 }", []string{"class A { }", "a = ( ) => { }", "b", "c = 1"}},
		{"do", "do a\nwhile (b)\nc", []string{"do while ( b )", "a", "c"}},
		{"a label", "a: for (;;) break a", []string{"a :", "for ( ; ; )", "break a"}},
		{"a hashbang", "#!/usr/bin/node\na", []string{"a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found, err := script.Tokens([]byte(test.source))
			require.NoError(t, err)
			own := map[int][]string{}
			var order []int
			for _, token := range found {
				if own[token.Statement] == nil {
					order = append(order, token.Statement)
				}
				text := token.Text
				if strings.HasPrefix(text, "#") {
					text = "# " + text[1:]
				}
				own[token.Statement] = append(own[token.Statement], text)
			}
			var got []string
			for _, statement := range order {
				got = append(got, strings.Join(own[statement], " "))
			}
			assert.Equal(t, test.want, got)
		})
	}
}

func TestFunctions(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"none", "x", ""},
		{"declared", "function f() { x }", "f"},
		{"assigned", "const f = () => x", "f"},
		{"assigned, with a body", "const f = async (a) => { x }", "f"},
		{"exported", "exports.f = function () { x }", "f"},
		{"a property", "o = { f: (a) => x, g() {} }", "f"},
		{"a method of an object", "o = { async f() { x } }", "f"},
		{"a method of a class", "class C { f() { x } }", "C.f"},
		{"a field of a class", "class C { f = () => x }", "C.f"},
		{"a computed method", "class C { *[Symbol.iterator]() { x } }", "C.[Symbol.iterator]"},
		{"without a name of its own", "function f() { g(() => x) }", "f"},
		{"behind a function", "const f = (a) => a, y = x", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, token := range tokens(t, test.source) {
				if token.Text == "x" {
					assert.Equal(t, test.want, token.Function)
				}
			}
		})
	}
}

func TestWhatIsNotUnderstoodIsSaid(t *testing.T) {
	for source, want := range map[string]string{"f(": `"(" is never closed`, "a)": `")" closes nothing`, "'a": "unterminated"} {
		_, err := script.Tokens([]byte(source))
		assert.ErrorContains(t, err, want, source)
	}
}
