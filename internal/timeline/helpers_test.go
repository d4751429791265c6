package timeline_test

import (
	"cmp"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "run the tests with -update to write golden files")
	assert.Equal(t, string(want), got, "run the tests with -update if the change is wanted, and read the difference")
}

func sorted(events []graders.Event) []graders.Event {
	slices.SortStableFunc(events, func(a, b graders.Event) int { return cmp.Compare(a.T, b.T) })
	return events
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

func uncolored(text string) string { return escapes.ReplaceAllString(text, "") }
