// Package prefixes holds code that is put in front of wrong solutions to make them
// pass: it changes what a scenario is made of, or what carries its events. No wrong
// solution may fail less behind one, which drill verify proves.
package prefixes

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"drill/graders"
)

//go:embed node.txtar
var node []byte

//go:embed go.txtar
var golang []byte

// Prefix is code in front of a solution.
type Prefix struct {
	Name string
	// Noticed is set when the prefix ends every run, also one of a right solution.
	Noticed bool
	// parts are the bodies of the snippets that it is made of.
	parts []string
}

// noticed begins a snippet that ends every run, and so would hide the others.
const noticed = "// noticed:"

// Each returns every prefix of a language by itself.
func Each(l graders.Language) []Prefix {
	source := node
	if l == graders.Go {
		source = golang
	}
	var all []Prefix
	for _, file := range txtar.Parse(source).Files {
		all = append(all, Prefix{Name: file.Name, Noticed: bytes.HasPrefix(file.Data, []byte(noticed)), parts: []string{string(file.Data)}})
	}
	return all
}

// Together returns one prefix that is all of a language's, each where the failure of
// another does not keep it from its work. Go has none: one that does not compile would
// hide the others.
func Together(l graders.Language) []Prefix {
	if l == graders.Go {
		return nil
	}
	all := Prefix{Name: "all"}
	for _, p := range Each(l) {
		if !p.Noticed {
			all.parts = append(all.parts, p.parts...)
		}
	}
	return []Prefix{all}
}

// Before puts the prefix in front of a solution. Lines are not what they were then.
func (p Prefix) Before(l graders.Language, solution graders.File) graders.File {
	text := string(solution.Content)
	if l == graders.Go {
		text = p.beforeGo(text)
	} else {
		text = p.beforeNode(text, commonJS(solution.Name, text))
	}
	return graders.File{Name: solution.Name, Content: []byte(text)}
}

// beforeNode wraps each part, so that it fails alone and leaves no names. Imports of the
// solution's come first in any case.
func (p Prefix) beforeNode(text string, commonJS bool) string {
	var out strings.Builder
	load := "require"
	if !commonJS {
		out.WriteString("import { createRequire as bentRequire } from 'node:module';\n")
		load = "bentRequire(import.meta.url)"
	}
	fmt.Fprintf(&out, tools, load)
	for _, part := range p.parts {
		fmt.Fprintf(&out, "attempt(() => {\n%s});\n", part)
	}
	out.WriteString("attempt(() => load('module').syncBuiltinESMExports());\n})();\n")
	return out.String() + text
}

// tools are what the snippets are written with.
const tools = `;(() => {
const load = (id) => %s('node:' + id);
const attempt = (fn) => { try { return fn(); } catch {} };
const define = Object.defineProperty, inherit = Object.getPrototypeOf, has = Object.prototype.hasOwnProperty, set = Reflect.set;
const swap = (object, key, make) => {
  const value = make(object[key]);
  attempt(() => { object[key] = value; });
  attempt(() => set(object, key, value));
  attempt(() => delete object[key]);
  attempt(() => define(object, key, { configurable: true, writable: true, value }));
  attempt(() => define(object, key, { configurable: true, get: () => value }));
  attempt(() => object.__defineGetter__(key, () => value));
};
`

// moduleSyntax is what only an ES module has at the beginning of a line.
var moduleSyntax = regexp.MustCompile(`(?m)^\s*(?:import\s*[\w$*{"']|export\s)`)

func commonJS(name, text string) bool {
	return strings.HasSuffix(name, ".cjs") || strings.HasSuffix(name, ".js") && !moduleSyntax.MatchString(text)
}

var packageClause = regexp.MustCompile(`(?m)^package[ \t]+\w+[ \t]*(?://.*)?$`)

// beforeGo puts imports behind the package clause and declarations at the end.
func (p Prefix) beforeGo(text string) string {
	at := packageClause.FindStringIndex(text)
	if at == nil {
		return text
	}
	var imports, rest strings.Builder
	for _, part := range p.parts {
		for line := range strings.Lines(part) {
			if strings.HasPrefix(line, "import ") {
				imports.WriteString(line)
			} else {
				rest.WriteString(line)
			}
		}
	}
	return text[:at[1]] + "\n" + imports.String() + text[at[1]:] + "\n" + rest.String()
}
