package grade

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/cmd/drill/app"
	"drill/internal/batch"
)

// TestAThousandSubmissionsFitIntoMemory grades a thousand that print 20 kB each,
// half of which fail, and writes every report that can be asked for at once.
func TestAThousandSubmissionsFitIntoMemory(t *testing.T) {
	n := 1000
	if underRace {
		n = 100 // the detector multiplies memory and time; the number is proven without it
	}
	const most = 150 << 10 // KiB of resident memory, at its peak
	solutions := make([]string, n)
	for i := range solutions {
		solutions[i] = "emit a\nprint " + strings.Repeat("x", 20_000) + "\n"
		if i%2 == 0 {
			solutions[i] += "emit b\n"
		}
	}
	c := newClassroom(t, "sample", solutions, "--exercise", "retry", "--sandbox", "local", "--reveal", "full",
		"--format", "json", "--format", "html=report.html", "--format", "junit=report.xml")
	cmd := c.drill()
	require.Error(t, cmd.Run())
	require.Equal(t, app.ExitFailed, cmd.ProcessState.ExitCode())
	require.Equal(t, n, c.kept())
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	require.True(t, ok)
	t.Logf("peak resident memory %d MB", usage.Maxrss>>10)
	assert.Less(t, usage.Maxrss, int64(most))
	one, err := os.Stat(filepath.Join(c.dir, "results", "s007.json"))
	require.NoError(t, err)
	assert.Greater(t, one.Size(), int64(20_000), "a report of one's own holds all of it")
	journal, err := os.Stat(filepath.Join(c.dir, "results", batch.JournalName))
	require.NoError(t, err)
	assert.Less(t, journal.Size(), int64(n*4096), "the journal holds verdicts only")
}
