package script_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/mutants/script"
)

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
