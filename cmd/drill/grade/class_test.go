//go:build linux || darwin

package grade

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/batch"
)

// classroom is a folder of submissions, and the results of grading it.
type classroom struct {
	t         *testing.T
	dir       string
	command   string // drill or sample
	arguments []string
	env       []string
}

func newClassroom(t *testing.T, command string, solutions []string, arguments ...string) *classroom {
	c := &classroom{t: t, dir: t.TempDir(), command: command, env: append(os.Environ(), "DRILL_HOME="+t.TempDir())}
	for i, solution := range solutions {
		c.hand(i, solution)
	}
	c.arguments = append([]string{"grade", "class", "--out", "results", "--resume"}, arguments...)
	return c
}

func (c *classroom) hand(i int, solution string) {
	dir := filepath.Join(c.dir, "class", fmt.Sprintf("s%03d", i))
	require.NoError(c.t, os.MkdirAll(dir, 0o755))
	require.NoError(c.t, os.WriteFile(filepath.Join(dir, "solution.mjs"), []byte(solution), 0o644))
}

func (c *classroom) drill() *exec.Cmd {
	cmd := exec.Command(c.command, c.arguments...)
	cmd.Dir, cmd.Env = c.dir, c.env
	return cmd
}

// finish grades to the end and returns what drill said.
func (c *classroom) finish() string {
	out, err := c.drill().CombinedOutput()
	require.NoError(c.t, err, "%s", out)
	return string(out)
}

// kept is how many outcomes the journal has.
func (c *classroom) kept() int {
	text, err := os.ReadFile(filepath.Join(c.dir, "results", batch.JournalName))
	if err != nil {
		return 0
	}
	return max(0, bytes.Count(text, []byte("\n"))-1)
}

func (c *classroom) waitForKept(n int) {
	c.t.Helper()
	require.Eventually(c.t, func() bool { return c.kept() >= n }, 2*time.Minute, 5*time.Millisecond)
}

// requireOnePassEach fails unless every submission is in the gradebook and in the
// journal, passed, exactly once.
func (c *classroom) requireOnePassEach(n int) {
	c.t.Helper()
	c.requireGradebook(n)
	assert.Equal(c.t, n, c.kept(), "one line of the journal each")
}

// requireGradebook fails unless every submission is in the gradebook, passed,
// exactly once.
func (c *classroom) requireGradebook(n int) {
	c.t.Helper()
	file, err := os.Open(filepath.Join(c.dir, "results", "gradebook.csv"))
	require.NoError(c.t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(c.t, err)
	require.Len(c.t, rows, 1+n)
	for i, row := range rows[1:] {
		assert.Equal(c.t, fmt.Sprintf("s%03d", i), row[0])
		assert.Equal(c.t, "passed", row[len(row)-1])
		assert.FileExists(c.t, filepath.Join(c.dir, "results", row[0]+".json"))
	}
}
