package prefixes

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestEachSaysWhatItDoes(t *testing.T) {
	for _, l := range graders.Languages() {
		all := Each(l)
		require.NotEmpty(t, all)
		for _, p := range all {
			assert.Regexp(t, `^// \S.*\n.`, p.parts[0], "%s %s", l, p.Name)
		}
	}
	assert.Greater(t, len(Each(graders.Node)), 44)
}

func TestTogetherLeavesOutWhatHidesTheOthers(t *testing.T) {
	all := Together(graders.Node)
	require.Len(t, all, 1)
	noticed := 0
	for _, p := range Each(graders.Node) {
		if p.Noticed {
			noticed++
			assert.NotContains(t, all[0].parts, p.parts[0])
		}
	}
	assert.Len(t, all[0].parts, len(Each(graders.Node))-noticed)
	assert.Positive(t, noticed)
}

func TestBefore(t *testing.T) {
	p := Prefix{Name: "p", parts: []string{"// bends\nswap(a, 'b', () => 1);\n"}}
	tests := map[string]struct{ name, text, want string }{
		"ES module":      {"solution.mjs", "import 'node:fs'", "import { createRequire"},
		"js, ES module":  {"solution.js", "export const a = 1", "import { createRequire"},
		"js, CommonJS":   {"solution.js", "exports.a = 1", ";(() => {\nconst load = (id) => require("},
		"CommonJS":       {"solution.cjs", "exports.a = 1", ";(() => {\nconst load = (id) => require("},
		"js with a text": {"solution.js", "exports.a = ' import x'", ";(() => {\nconst load = (id) => require("},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			out := p.Before(graders.Node, graders.File{Name: test.name, Content: []byte(test.text)})
			assert.Equal(t, test.name, out.Name)
			assert.True(t, strings.HasPrefix(string(out.Content), test.want), "%s", out.Content)
			assert.True(t, strings.HasSuffix(string(out.Content), "\n"+test.text))
			assert.Contains(t, string(out.Content), "attempt(() => {\n// bends\nswap")
		})
	}
}

func TestBeforeGo(t *testing.T) {
	solution := graders.File{Name: "solution.go", Content: []byte("// fails: *\n\npackage solution // mine\n\nimport \"io\"\n\nvar End = io.EOF\n")}
	for _, p := range Each(graders.Go) {
		out := p.Before(graders.Go, solution)
		file, err := parser.ParseFile(token.NewFileSet(), "solution.go", out.Content, 0)
		require.NoError(t, err, "%s", out.Content)
		assert.Greater(t, len(file.Imports), 1)
		assert.NotNil(t, file.Scope.Lookup("End"))
	}
}
