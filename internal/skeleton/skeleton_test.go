package skeleton_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/listing"
	"drill/internal/skeleton"
)

// clone is a folder that looks like drill's source.
func clone(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	write(t, filepath.Join(root, "go.mod"), "module drill\n\ngo 1.26.0\n")
	write(t, filepath.Join(root, "exercises", "errors", "retry", "exercise.go"), "package retry // Order: 4\n")
	require.NoError(t, listing.Write(filepath.Join(root, "exercises")))
	return root
}

func write(t *testing.T, file, content string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte(content), 0o644))
}

func read(t *testing.T, parts ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(parts...))
	require.NoError(t, err)
	return string(content)
}

func TestASkeletonIsListedAndKnowsItsPlace(t *testing.T) {
	root := clone(t)
	folder, files, err := skeleton.Create(root, skeleton.Options{Track: "errors", Slug: "circuit-breaker", Title: `Break "it"`, Question: 23})
	require.NoError(t, err)
	assert.Equal(t, "exercises/errors/circuit-breaker", folder)
	assert.ElementsMatch(t, []string{
		"README.md", "exercise.go", "judge.go",
		"_node/solution.mjs", "_node/reference.mjs", "_node/scenarios.mjs",
		"_go/solution.go", "_go/reference.go", "_go/scenarios.go",
	}, files)
	source := read(t, root, folder, "exercise.go")
	for _, want := range []string{`Slug: "circuit-breaker"`, `Track: "errors"`, "Order: 5", "[]int{23}", `"Break \"it\""`, `{"circuitBreaker"}`, "package circuitbreaker"} {
		assert.Contains(t, source, want)
	}
	assert.Contains(t, read(t, root, folder, "_go", "solution.go"), "func CircuitBreaker(")
	assert.Contains(t, read(t, root, "exercises", listing.File), `circuitbreaker "drill/exercises/errors/circuit-breaker"`)
	assert.NoError(t, listing.Check(filepath.Join(root, "exercises")))
}

func TestATitleIsMadeOfTheSlugAndTheQuestionMayBeOpen(t *testing.T) {
	root := clone(t)
	folder, _, err := skeleton.Create(root, skeleton.Options{Track: "web", Slug: "rate-limit"})
	require.NoError(t, err)
	source := read(t, root, folder, "exercise.go")
	assert.Contains(t, source, `"Rate limit"`)
	assert.Contains(t, source, "Order: 1, Questions: []int{}")
	assert.True(t, strings.HasPrefix(read(t, root, folder, "README.md"), "# Rate limit\n"))
}

// What is there stays as it is, to the byte.
func TestRefusalsSayWhatToDoAndChangeNothing(t *testing.T) {
	tests := []struct{ track, slug, want string }{
		{"errors", "retry", "exercises/errors/retry is there already: go on with it, or choose another slug"},
		{"web", "retry", "exercises/errors/retry has the slug retry too: choose another"},
		{"web", "re-try", "exercises/errors/retry makes the same package name, retry: choose another slug"},
		{"web", "Retry", `"Retry" is no slug: use small letters, digits and hyphens, such as backpressure-copy`},
		{"web", "../escape", `"../escape" is no slug: use small letters, digits and hyphens, such as backpressure-copy`},
		{"web", "2-phase", `"2-phase" is no slug: use small letters, digits and hyphens, such as backpressure-copy`},
		{"web", "select", `"select" cannot be a slug, because Go means something else by it: choose another`},
	}
	root := clone(t)
	before := snapshot(t, root)
	for _, test := range tests {
		_, _, err := skeleton.Create(root, skeleton.Options{Track: test.track, Slug: test.slug})
		assert.EqualError(t, err, test.want)
		assert.ErrorAs(t, err, new(*skeleton.Refusal))
		assert.Equal(t, before, snapshot(t, root))
	}
}

func snapshot(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files[path] = read(t, path)
		}
		return err
	}))
	return files
}

func TestModuleIsFoundFromBelow(t *testing.T) {
	root := clone(t)
	found, err := skeleton.Module(filepath.Join(root, "exercises", "errors"))
	require.NoError(t, err)
	assert.Equal(t, root, found)

	nowhere := t.TempDir()
	_, err = skeleton.Module(nowhere)
	assert.EqualError(t, err, nowhere+" is not in drill's source, where exercises are written: go to a clone of it")

	write(t, filepath.Join(nowhere, "go.mod"), "module example.org/drill\n")
	_, err = skeleton.Module(nowhere)
	assert.EqualError(t, err, filepath.Join(nowhere, "go.mod")+" is another module's: go to a clone of drill's source, where exercises are written")

	write(t, filepath.Join(nowhere, "go.mod"), "module drill\n")
	_, err = skeleton.Module(nowhere)
	assert.EqualError(t, err, nowhere+" has no folder exercises: go to a whole clone of drill's source")
}
