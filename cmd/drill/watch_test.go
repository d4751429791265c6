//go:build linux || darwin

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	half  = "emit a\n"
	whole = "emit a\nemit b\n"
)

// save replaces a file as many editors do: a new file is renamed over the old.
func save(t *testing.T, path, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path+"~", []byte(content), 0o644))
	require.NoError(t, os.Rename(path+"~", path))
}

func TestEverySaveIsGradedUntilThePassAndGoesOnWithTheNext(t *testing.T) {
	s := startSession(t, "start", "streams", "--lang", "node")
	solution := filepath.Join(s.dir, "copy-slowly", "solution.mjs")
	s.expect("Title of copy-slowly")
	s.expect("q quit")

	save(t, solution, half)
	s.expect("1 of 2 concepts")
	s.expect("expected  an event b")

	s.press("h")
	s.expect("first hint about b")
	s.press("n")
	s.expect("Not all concepts hold yet")
	s.press("p")
	s.expect("Emit `a` and `b`.")
	s.press("t")
	s.expect("main-run")

	require.NoError(t, os.WriteFile(solution, []byte(whole), 0o644)) // in place this time
	s.expect("2 of 2 concepts")
	s.expect("Next: copy-fast")
	s.press("n")
	s.expect("Title of copy-fast")
	s.expect("watching copy-fast/solution.mjs")

	save(t, filepath.Join(s.dir, "copy-fast", "solution.mjs"), whole)
	s.expect("2 of 2 concepts")
	s.press("q")
	assert.Equal(t, exitPassed, s.wait())
	s.requireTerminalAsBefore()
}

func TestRunAgainGradesWhatHasNotChanged(t *testing.T) {
	s := startSession(t, "start", "retry", "--lang", "node")
	s.expect("q quit")
	s.press("t")
	s.expect("Nothing was run yet")
	s.press("r")
	s.expect("0 of 2 concepts")
	s.press("r")
	s.expect("0 of 2 concepts")
	s.press("q")
	assert.Equal(t, exitPassed, s.wait())
}

func TestInterruptEndsAGradingThatHangsAndGivesTheTerminalBack(t *testing.T) {
	s := startSession(t, "start", "retry", "--lang", "node")
	s.expect("q quit")
	save(t, filepath.Join(s.dir, "retry", "solution.mjs"), "hang\n")
	s.expect("hanging")
	s.press("\x03")
	s.expect("stopped watching")
	assert.Equal(t, exitPassed, s.wait())
	s.requireTerminalAsBefore()
}

func TestASaveEndsTheGradingOfTheOneBefore(t *testing.T) {
	s := startSession(t, "start", "retry", "--lang", "node")
	s.expect("q quit")
	solution := filepath.Join(s.dir, "retry", "solution.mjs")
	save(t, solution, "hang\n")
	s.expect("hanging")
	s.press("x") // an unknown key explains the keys
	s.expect("r run again")
	save(t, solution, whole)
	s.expect("2 of 2 concepts")
	s.press("q")
	assert.Equal(t, exitPassed, s.wait())
}

func TestASolutionThatCannotBeReadIsWaitedFor(t *testing.T) {
	s := startSession(t, "start", "retry", "--lang", "node")
	s.expect("q quit")
	solution := filepath.Join(s.dir, "retry", "solution.mjs")
	require.NoError(t, os.Remove(solution))
	s.expect("solution.mjs is missing")
	save(t, solution, "fault it burns\n")
	s.expect("not your code's fault: the engine says: it burns")
	save(t, solution, whole)
	s.expect("2 of 2 concepts")
	s.press("q")
	assert.Equal(t, exitPassed, s.wait())
}

func TestWatchEndsWhenTheFolderGoesAway(t *testing.T) {
	s := startSession(t, "start", "retry", "--lang", "node")
	s.expect("q quit")
	require.NoError(t, os.RemoveAll(filepath.Join(s.dir, "retry")))
	s.expect("is gone: drill start makes it anew")
	assert.Equal(t, exitUsage, s.wait())
	s.requireTerminalAsBefore()
}

func TestTheLanguageIsAskedOnce(t *testing.T) {
	s := startSession(t, "start", "retry")
	s.expect("Which language, node or go?")
	s.press("rust\n")
	s.expect("Please type node or go.")
	s.press("go\n")
	s.expect("retry/solution.go")
	s.press("q")
	assert.Equal(t, exitPassed, s.wait())

	again := s.again("start", "copy-fast")
	again.expect("copy-fast/solution.go")
	again.expect("q quit")
	again.press("q")
	assert.Equal(t, exitPassed, again.wait())
	assert.NotContains(t, again.text(), "Which language")
}

func TestInterruptEndsATestWithoutAVerdict(t *testing.T) {
	s := startSession(t, "start", "retry", "--lang", "node")
	s.expect("q quit")
	s.press("q")
	require.Equal(t, exitPassed, s.wait())
	save(t, filepath.Join(s.dir, "retry", "solution.mjs"), "hang\n")

	s = s.again("test", "retry")
	s.expect("hanging")
	s.press("\x03")
	s.expect("stopped before the end")
	assert.Equal(t, exitFault, s.wait())
	assert.NotContains(t, s.text(), "concepts")
}
