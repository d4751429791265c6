package settings

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func folders(t *testing.T) Folders {
	t.Helper()
	f, err := Locate(func(name string) string { return map[string]string{"DRILL_HOME": t.TempDir()}[name] })
	require.NoError(t, err)
	return f
}

func TestSettingsComeBack(t *testing.T) {
	f := folders(t)
	assert.Equal(t, Settings{}, f.Load())
	want := Settings{Version: Version, Language: graders.Go, Last: "/somewhere"}
	require.NoError(t, f.Save(want))
	assert.Equal(t, want, f.Load())
}

func TestSettingsThatMakeNoSenseAreNone(t *testing.T) {
	for content, want := range map[string]Settings{
		"garbage":                          {},
		`{"version": 99, "last": "/x"}`:    {},
		`{"version": 1, "language": "c"}`:  {Version: 1},
		`{"version": 1, "language": "go"}`: {Version: 1, Language: graders.Go},
	} {
		f := folders(t)
		require.NoError(t, os.WriteFile(f.settings(), []byte(content), 0o644))
		assert.Equal(t, want, f.Load(), content)
	}
}

func TestTheUsersFoldersAreUsedWithoutDrillHome(t *testing.T) {
	t.Setenv("HOME", "/home/ada")
	t.Setenv("XDG_CONFIG_HOME", "/home/ada/conf")
	t.Setenv("XDG_CACHE_HOME", "/home/ada/tmp")
	f, err := Locate(func(string) string { return "" })
	require.NoError(t, err)
	config, err := os.UserConfigDir()
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(config, "drill"), f.Config)
	assert.Equal(t, "drill", filepath.Base(f.Cache))
	assert.NotEqual(t, f.Config, f.Cache)
}

func TestWritableLeavesNothingBehind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	require.NoError(t, Writable(dir))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, entries)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o644))
	assert.Error(t, Writable(filepath.Join(dir, "file")))
}
