package node

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWhatARehearsalDisregardedCountsAgain reads a file after another read was
// disregarded: both look alike to the loop, and a spare would let virtual time
// pass while a solution still reads.
func TestWhatARehearsalDisregardedCountsAgain(t *testing.T) {
	loop, err := filepath.Abs(filepath.Join("harness", "loop.cjs"))
	require.NoError(t, err)
	script := `
const fs = require('node:fs');
const { disregard, drained, ranOut } = require(process.argv[1]);
process.on('beforeExit', ranOut);
fs.readFile(process.execPath, () => setImmediate(() => {
  regard();
  let done = false;
  fs.readFile(process.execPath, () => { done = true; });
  drained({}).then(() => console.log(done));
}));
const regard = disregard();`
	out, err := exec.CommandContext(t.Context(), nodePath(t), "-e", script, loop).CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Equal(t, "true\n", string(out))
}
