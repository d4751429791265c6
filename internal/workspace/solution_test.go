package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestSolutionsThatCannotBeGradedAreRefused(t *testing.T) {
	tests := map[string]struct {
		prepare func(t *testing.T, path string)
		want    string
	}{
		"missing":    {func(*testing.T, string) {}, "is missing"},
		"empty":      {func(t *testing.T, path string) { write(t, path, "") }, "is empty"},
		"blank":      {func(t *testing.T, path string) { write(t, path, " \n\t\n") }, "is empty"},
		"a folder":   {func(t *testing.T, path string) { require.NoError(t, os.Mkdir(path, 0o755)) }, "is a folder"},
		"not UTF-8":  {func(t *testing.T, path string) { write(t, path, "a\nb\n\xff\n") }, "is not UTF-8 text (line 3)"},
		"too large":  {func(t *testing.T, path string) { write(t, path, strings.Repeat("x", LargestSolution+1)) }, "is larger than 1 MiB"},
		"a symlink":  {func(t *testing.T, path string) { require.NoError(t, os.Symlink("/etc/hosts", path)) }, "is a symbolic link"},
		"a bad link": {func(t *testing.T, path string) { require.NoError(t, os.Symlink("nowhere", path)) }, "is a symbolic link"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "solution.mjs")
			test.prepare(t, path)
			_, err := ReadSolution(path)
			var refused *Refusal
			require.ErrorAs(t, err, &refused)
			assert.Contains(t, err.Error(), path+" "+test.want)
		})
	}
}

func TestASolutionOfTheLargestSizeIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "solution.mjs")
	write(t, path, strings.Repeat("x", LargestSolution))
	f, err := ReadSolution(path)
	require.NoError(t, err)
	assert.Equal(t, "solution.mjs", f.Name)
	assert.Len(t, f.Content, LargestSolution)
}

func TestTwoSolutionsAreNoSolution(t *testing.T) {
	w := create(t, t.TempDir(), "copy", graders.Node)
	write(t, filepath.Join(w.Dir, "solution.cjs"), "mine")
	_, err := w.Solution()
	assert.ErrorContains(t, err, "solution.mjs and solution.cjs: remove one")
}

func TestReplaceKeepsEveryFormerSolution(t *testing.T) {
	w := create(t, t.TempDir(), "copy", graders.Node)
	stub := graders.File{Name: "solution.mjs", Content: []byte("// stub\n")}

	backups, err := w.Replace(stub)
	require.NoError(t, err)
	assert.Empty(t, backups, "nothing has changed")

	for i, content := range []string{"first", "second"} {
		write(t, w.Path(), content)
		backups, err = w.Replace(stub)
		require.NoError(t, err)
		want := filepath.Join(w.Dir, "solution.mjs."+string(rune('1'+i))+".bak")
		assert.Equal(t, []string{want}, backups)
		assert.Equal(t, content, read(t, want))
		assert.Equal(t, "// stub\n", read(t, w.Path()))
	}
}

func TestReplaceSetsASymlinkAsideAndLeavesItsTarget(t *testing.T) {
	w := create(t, t.TempDir(), "copy", graders.Node)
	target := filepath.Join(t.TempDir(), "elsewhere.mjs")
	write(t, target, "theirs")
	require.NoError(t, os.Remove(w.Path()))
	require.NoError(t, os.Symlink(target, w.Path()))
	_, err := w.Replace(graders.File{Name: "solution.mjs", Content: []byte("new")})
	require.NoError(t, err)
	assert.Equal(t, "theirs", read(t, target))
	assert.Equal(t, "new", read(t, w.Path()))
}

func TestReplaceThatFailsPutsEverythingBack(t *testing.T) {
	w := create(t, t.TempDir(), "copy", graders.Node)
	write(t, w.Path(), "mine")
	write(t, filepath.Join(w.Dir, "solution.cjs"), "mine, too")
	w.write = func(string, []byte) error { return os.ErrPermission }
	_, err := w.Replace(graders.File{Name: "solution.mjs", Content: []byte("new")})
	require.ErrorIs(t, err, os.ErrPermission)
	assert.Contains(t, err.Error(), "no permission")
	assert.Equal(t, "mine", read(t, filepath.Join(w.Dir, "solution.mjs")))
	assert.Equal(t, "mine, too", read(t, filepath.Join(w.Dir, "solution.cjs")))
}
