package workspace

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"drill/graders"
)

// exercise is the least that a workspace needs of one.
func exercise(slug string) *graders.Exercise {
	return &graders.Exercise{Slug: slug, Files: fstest.MapFS{
		"README.md":          {Data: []byte("Do it.\n<!-- go -->\nIn Go.\n<!-- end -->\n")},
		"_node/solution.mjs": {Data: []byte("// stub\n")},
		"_go/solution.go":    {Data: []byte("package solution\n")},
	}}
}

func create(t *testing.T, base, slug string, l graders.Language) *Workspace {
	t.Helper()
	w, _, err := Create(base, exercise(slug), l)
	require.NoError(t, err)
	return w
}

func write(t *testing.T, path, content string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(content)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}
