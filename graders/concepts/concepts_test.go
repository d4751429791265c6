package concepts_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders/concepts"
)

func TestVocabularyIsSound(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range concepts.All() {
		assert.Regexp(t, regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`), c.ID)
		assert.False(t, seen[c.ID], "%s stands twice", c.ID)
		seen[c.ID] = true
		assert.NotEmpty(t, c.Title, c.ID)
		assert.Contains(t, concepts.Families(), c.Family, c.ID)
		assert.NotContains(t, c.Definition, ".", "%s: a definition is one clause", c.ID)
		found, ok := concepts.Find(c.ID)
		require.True(t, ok)
		assert.Equal(t, c, found)
	}
	_, ok := concepts.Find("no-such-concept")
	assert.False(t, ok)
}

// TestVocabularyIsComplete reads the source: a concept that is declared and not
// listed would never be found.
func TestVocabularyIsComplete(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	declared := 0
	for _, file := range files {
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(source, func(n ast.Node) bool {
			if value, ok := n.(*ast.ValueSpec); ok && len(value.Values) == 1 {
				if literal, ok := value.Values[0].(*ast.CompositeLit); ok && literal.Type.(*ast.Ident).Name == "Concept" {
					declared++
				}
			}
			return true
		})
	}
	assert.Equal(t, len(concepts.All()), declared)
}
