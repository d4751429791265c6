package listing

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAListNamesEveryExerciseAndNothingElse(t *testing.T) {
	source, err := Generate(fstest.MapFS{
		"list.go":                         {},
		"streams/copy-fast/exercise.go":   {},
		"errors/retry/exercise.go":        {},
		"errors/notes.md":                 {},
		"errors/half-made/README.md":      {},
		"internal/list/main.go":           {},
		"streams/copy-fast/_go/helper.go": {},
	})
	require.NoError(t, err)
	assert.Contains(t, string(source), `
	retry "drill/exercises/errors/retry"
	copyfast "drill/exercises/streams/copy-fast"
`)
	assert.Contains(t, string(source), `
		retry.Exercise(),
		copyfast.Exercise(),
`)
	assert.NotContains(t, string(source), "internal/list\"")
	assert.NotContains(t, string(source), "half")
}

func TestOnePackageNameForTwoFoldersIsNamed(t *testing.T) {
	_, err := Generate(fstest.MapFS{"errors/ab-c/exercise.go": {}, "streams/a-bc/exercise.go": {}})
	assert.EqualError(t, err, "exercises/errors/ab-c and exercises/streams/a-bc both make the package name abc: rename one of them")
}

func TestCheckSaysWhatToMend(t *testing.T) {
	dir := t.TempDir()
	stale := "exercises/list.go is stale: run go generate ./exercises"
	require.EqualError(t, Check(dir), stale, "there is none")
	require.NoError(t, Write(dir))
	require.NoError(t, Check(dir))

	write(t, dir, "errors/retry/README.md")
	require.EqualError(t, Check(dir), "exercises/errors/retry/exercise.go is missing: write it, or remove the folder")
	write(t, dir, "errors/retry/exercise.go")
	require.EqualError(t, Check(dir), stale)
	require.NoError(t, Write(dir))
	require.NoError(t, Check(dir))
}

func write(t *testing.T, dir, name string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte("package x\n"), 0o644))
}
