package grade

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"drill/cmd/drill/app"
	"drill/internal/batch"
)

// classSize is how many submissions are graded while the engine fails.
func classSize(t *testing.T) int {
	t.Helper()
	n := 24
	if text := os.Getenv("DRILL_CLASS"); text != "" {
		_, err := fmt.Sscan(text, &n)
		require.NoError(t, err)
	}
	return n
}

// underWay begins to grade a class with an engine and waits for the first outcomes.
func (e *ownEngine) underWay(n int) (c *classroom, wait func() (code int, said string)) {
	e.t.Helper()
	c = newClassroom(e.t, "drill", references(e.t, n), "--exercise", "backpressure-copy", "--sandbox", "docker")
	c.env = append(c.env, "DOCKER_HOST="+e.host())
	cmd := c.drill()
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	require.NoError(e.t, cmd.Start())
	e.t.Cleanup(func() { _ = cmd.Process.Kill() })
	c.waitForKept(n / 4)
	return c, func() (int, string) {
		_ = cmd.Wait() // the exit code says it
		return cmd.ProcessState.ExitCode(), said.String()
	}
}

func TestAnEngineThatIsKilledAndStartedAgainCostsNobodyAnything(t *testing.T) {
	n := classSize(t)
	e := newEngine(t, 1024)
	c, wait := e.underWay(n)
	e.kill()
	e.start()
	code, said := wait()
	require.Zero(t, code, said)
	c.requireOnePassEach(n)
}

func TestAnEngineWithoutDiskCostsNobodyAnything(t *testing.T) {
	n := classSize(t)
	e := newEngine(t, 512)
	c, wait := e.underWay(n)
	heavy := e.ballast()
	faulty := func() bool {
		heavy.fill()
		text, err := os.ReadFile(filepath.Join(c.dir, "results", batch.JournalName))
		return err == nil && strings.Contains(string(text), `"fault":"`)
	}
	require.Eventually(t, faulty, 2*time.Minute, time.Millisecond)
	require.NoError(t, os.Remove(heavy.Name()))
	require.NoError(t, heavy.Close())
	code, said := wait()
	require.Equal(t, int(app.ExitFault), code, said)
	require.Contains(t, said, " 0 failed, 0 refused")
	c.finish()
	c.requireGradebook(n)
}
