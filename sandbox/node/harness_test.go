package node

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAnIdleHarnessEnds(t *testing.T) {
	cmd := command(t, Rehearse, "--idle=0.2")
	input, err := cmd.StdinPipe() // stays open: no job ever comes
	require.NoError(t, err)
	defer func() { _ = input.Close() }()
	tr := finish(t, cmd)
	assert.Equal(t, 0, tr.code)
	assert.Empty(t, tr.kinds())
	assert.Empty(t, tr.stderr+tr.other)
}

func TestAHarnessWithoutAJobSaysSo(t *testing.T) {
	for input, code := range map[string]int{"": 64, "no json\n": 70} {
		cmd := command(t)
		cmd.Stdin = bytes.NewReader([]byte(input))
		tr := finish(t, cmd)
		assert.Equal(t, code, tr.code, "input %q", input)
		assert.Empty(t, tr.kinds())
	}
}

// A spare has been booted, and has rehearsed, before its job comes.
func TestASpareRunsItsJob(t *testing.T) {
	cmd := command(t, Rehearse, "--idle=60")
	input, err := cmd.StdinPipe()
	require.NoError(t, err)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	work := filepath.Dir(cmd.Args[1])
	require.DirExists(t, work)
	line, err := json.Marshal(newJobWith(t, "export const f = () => console.log('printed')"))
	require.NoError(t, err)
	for _, part := range [][]byte{line[:20], line[20:], []byte("\nleft over")} { // in pieces, the nonce cut in two
		_, err = input.Write(part)
		require.NoError(t, err)
	}
	lines := bufio.NewScanner(stdout)
	var all []string
	for lines.Scan() {
		all = append(all, lines.Text())
	}
	_, _ = io.Copy(io.Discard, stdout)
	require.NoError(t, cmd.Wait())
	require.Len(t, all, 6)
	assert.Contains(t, all[5], ` {"s":"","t":0,"k":"@done"`)
}

func TestTheScenariosAreGoneFromTheDisk(t *testing.T) {
	solution := `import { readdirSync } from 'node:fs';
export const f = (s) => readdirSync(new URL('.', import.meta.url));`
	tr := run(t, newJob("solution.mjs", solution, "virtual", "f", "f"))
	assert.Equal(t, []string{`["solution.mjs"]`, `["solution.mjs"]`}, tr.of("result"))
}

func TestAJobFromAFile(t *testing.T) {
	j := newJobWith(t, "export const f = () => 1")
	line, err := json.Marshal(j)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "job.json")
	require.NoError(t, os.WriteFile(path, line, 0o600))
	input, err := os.Open(path)
	require.NoError(t, err)
	defer func() { _ = input.Close() }()
	cmd := command(t)
	cmd.Stdin = input
	tr := finish(t, cmd)
	assert.True(t, tr.finished(), "%v %s", tr.kinds(), tr.stderr)
}

func TestEveryLineOfALargeTraceArrives(t *testing.T) {
	solution := `export const f = (s) => { for (let i = 0; i < 2000; i++) s.emit('item', 'é'.repeat(300)); s.emit('item', 'x'.repeat(1e6)); return 1 }`
	tr := run(t, newJob("solution.mjs", solution, "virtual", "f"))
	require.True(t, tr.finished())
	items := tr.of("item")
	require.Len(t, items, 2001)
	assert.Len(t, items[2000], 1_000_002)
}

// What is held back is lost with the process, so only a scenario that will be run
// again alone holds anything.
func TestLinesAreHeldOnlyWhereTheyCannotBeMissed(t *testing.T) {
	tests := map[string]struct {
		clock string
		names []string
		want  []string
	}{
		"alone":     {"virtual", []string{"f"}, []string{"@job", "@begin", "one"}},
		"of two":    {"virtual", []string{"f", "f"}, []string{"@job", "@begin"}},
		"real time": {"real", []string{"f", "f"}, []string{"@job", "@begin", "one"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			j := newJob("solution.mjs", "export const f = () => process.reallyExit(0)", test.clock, test.names...)
			j.Scenarios = file{"scenarios.mjs", `export const scenarios = { f: async (s) => { s.emit('one'); s.solution.f(); } };`}
			assert.Equal(t, test.want, run(t, j).kinds())
		})
	}
}
