package workspace

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestCreateWritesPromptStubAndMarker(t *testing.T) {
	base := t.TempDir()
	w, isNew, err := Create(filepath.Join(base, "deep", "er"), exercise("copy"), graders.Go)
	require.NoError(t, err)
	assert.True(t, isNew)
	assert.Equal(t, filepath.Join(base, "deep", "er", "copy"), w.Dir)
	assert.Equal(t, []string{".drill.json", "README.md", "go.mod", "solution.go"}, names(t, w.Dir))
	assert.Contains(t, read(t, filepath.Join(w.Dir, "README.md")), "In Go.")
	assert.Contains(t, read(t, filepath.Join(w.Dir, "go.mod")), "module solution\n")
	assert.JSONEq(t, `{"version": 1, "exercise": "copy", "language": "go"}`, read(t, filepath.Join(w.Dir, MarkerName)))
}

func TestCreateGoesOnWithWhatIsThere(t *testing.T) {
	base := t.TempDir()
	w := create(t, base, "copy", graders.Node)
	write(t, w.Path(), "mine\n")
	write(t, filepath.Join(w.Dir, "README.md"), "my notes\n")
	again, isNew, err := Create(base, exercise("copy"), graders.Node)
	require.NoError(t, err)
	assert.False(t, isNew)
	assert.Equal(t, w.Dir, again.Dir)
	assert.Equal(t, "mine\n", read(t, w.Path()))
	assert.Equal(t, "my notes\n", read(t, filepath.Join(w.Dir, "README.md")))
}

func TestCreateKeepsACommonJSSolutionAlone(t *testing.T) {
	base := t.TempDir()
	w := create(t, base, "copy", graders.Node)
	require.NoError(t, os.Rename(w.Path(), filepath.Join(w.Dir, "solution.cjs")))
	again := create(t, base, "copy", graders.Node)
	assert.Equal(t, "solution.cjs", filepath.Base(again.Path()))
	assert.NotContains(t, names(t, w.Dir), "solution.mjs")
}

func TestTheOtherLanguageGetsAFolderOfItsOwn(t *testing.T) {
	base := t.TempDir()
	node := create(t, base, "copy", graders.Node)
	golang := create(t, base, "copy", graders.Go)
	assert.Equal(t, "copy-go", filepath.Base(golang.Dir))
	assert.Equal(t, node.Dir, create(t, base, "copy", graders.Node).Dir)
	assert.Equal(t, golang.Dir, create(t, base, "copy", graders.Go).Dir)

	found, err := In(base, "copy", graders.Go)
	require.NoError(t, err)
	require.Len(t, found, 2)
	assert.Equal(t, graders.Go, found[0].Language, "the preferred one comes first")
}

func TestCreateTouchesNoForeignFolder(t *testing.T) {
	tests := map[string]struct {
		prepare func(t *testing.T, dir string)
		usable  bool
	}{
		"empty":                {func(t *testing.T, dir string) { require.NoError(t, os.Mkdir(dir, 0o755)) }, true},
		"with other files":     {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "notes.txt"), "x") }, false},
		"a file":               {func(t *testing.T, dir string) { write(t, dir, "x") }, false},
		"a lost marker":        {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "solution.mjs"), "mine") }, true},
		"another language's":   {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "solution.go"), "mine") }, false},
		"a half-written one":   {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "solution.js"), "mine") }, true},
		"a marker's temporary": {func(t *testing.T, dir string) { write(t, filepath.Join(dir, ".drill.json123"), "x") }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			test.prepare(t, filepath.Join(base, "copy"))
			_, _, err := Create(base, exercise("copy"), graders.Node)
			if test.usable {
				require.NoError(t, err)
				return
			}
			var refused *Refusal
			require.ErrorAs(t, err, &refused)
			assert.Contains(t, err.Error(), "--dir")
			assert.NoFileExists(t, filepath.Join(base, "copy", MarkerName))
		})
	}
}

func TestAFolderThatCannotBeFilledIsNoExercise(t *testing.T) {
	w := open(filepath.Join(t.TempDir(), "copy"), marker{Exercise: "copy", Language: graders.Node})
	require.NoError(t, os.Mkdir(w.Dir, 0o755))
	w.write = func(path string, content []byte) error {
		if filepath.Base(path) == "solution.mjs" {
			return &os.PathError{Op: "write", Path: path, Err: syscall.ENOSPC}
		}
		return writeFile(path, content)
	}
	err := w.fill(exercise("copy"))
	require.ErrorIs(t, err, syscall.ENOSPC)
	assert.Contains(t, err.Error(), "solution.mjs: the disk is full: free some space")
	_, err = Find(w.Dir)
	assert.ErrorIs(t, err, ErrNone)
}

func TestFindLooksUpwards(t *testing.T) {
	base := t.TempDir()
	w := create(t, base, "copy", graders.Node)
	below := filepath.Join(w.Dir, "lib", "deep")
	require.NoError(t, os.MkdirAll(below, 0o755))
	for _, path := range []string{w.Dir, w.Path(), below} {
		found, err := Find(path)
		require.NoError(t, err, path)
		assert.Equal(t, w.Dir, found.Dir)
		assert.Equal(t, "copy", found.Exercise)
	}
	_, err := Find(base)
	require.ErrorIs(t, err, ErrNone)
	_, err = Find(filepath.Join(base, "nowhere"))
	assert.ErrorContains(t, err, "no such file or folder")
}

func TestMarkersThatMakeNoSenseAreRefused(t *testing.T) {
	tests := map[string]string{
		"":                  "cannot be read as a marker",
		"{}":                "cannot be read as a marker",
		`[1]`:               "cannot be read as a marker",
		`{"exercise": "x"}`: `no language ""`,
		`{"version": 2, "exercise": "x", "language": "go"}`: "newer drill",
	}
	for content, want := range tests {
		dir := t.TempDir()
		write(t, filepath.Join(dir, MarkerName), content)
		_, err := Find(dir)
		var refused *Refusal
		require.ErrorAs(t, err, &refused, content)
		assert.Contains(t, err.Error(), want)
	}
}
