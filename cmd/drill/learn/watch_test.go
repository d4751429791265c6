//go:build linux || darwin

package learn

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/cmd/drill/app"
	"drill/cmd/drill/app/apptest"
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
	s := apptest.StartSession(t, "start", "streams", "--lang", "node")
	solution := filepath.Join(s.Dir, "copy-slowly", "solution.mjs")
	s.Expect("Title of copy-slowly")
	s.Expect("q quit")

	save(t, solution, half)
	s.Expect("1 of 2 concepts")
	s.Expect("expected  an event b")

	s.Press("h")
	s.Expect("first hint about b")
	s.Press("n")
	s.Expect("Not all concepts hold yet")
	s.Press("p")
	s.Expect("Emit `a` and `b`.")
	s.Press("t")
	s.Expect("main-run")

	require.NoError(t, os.WriteFile(solution, []byte(whole), 0o644)) // in place this time
	s.Expect("2 of 2 concepts")
	s.Expect("Next: copy-fast")
	s.Press("n")
	s.Expect("Title of copy-fast")
	s.Expect("watching copy-fast/solution.mjs")

	save(t, filepath.Join(s.Dir, "copy-fast", "solution.mjs"), whole)
	s.Expect("2 of 2 concepts")
	s.Press("q")
	assert.Equal(t, app.ExitPassed, s.Wait())
	s.RequireTerminalAsBefore()
}

func TestRunAgainGradesWhatHasNotChanged(t *testing.T) {
	s := apptest.StartSession(t, "start", "retry", "--lang", "node")
	s.Expect("q quit")
	s.Press("t")
	s.Expect("Nothing was run yet")
	s.Press("r")
	s.Expect("0 of 2 concepts")
	s.Press("r")
	s.Expect("0 of 2 concepts")
	s.Press("q")
	assert.Equal(t, app.ExitPassed, s.Wait())
}

func TestInterruptEndsAGradingThatHangsAndGivesTheTerminalBack(t *testing.T) {
	s := apptest.StartSession(t, "start", "retry", "--lang", "node")
	s.Expect("q quit")
	save(t, filepath.Join(s.Dir, "retry", "solution.mjs"), "hang\n")
	s.Expect("hanging")
	s.Press("\x03")
	s.Expect("stopped watching")
	assert.Equal(t, app.ExitPassed, s.Wait())
	s.RequireTerminalAsBefore()
}

func TestASaveEndsTheGradingOfTheOneBefore(t *testing.T) {
	s := apptest.StartSession(t, "start", "retry", "--lang", "node")
	s.Expect("q quit")
	solution := filepath.Join(s.Dir, "retry", "solution.mjs")
	save(t, solution, "hang\n")
	s.Expect("hanging")
	s.Press("x") // an unknown key explains the keys
	s.Expect("r run again")
	save(t, solution, whole)
	s.Expect("2 of 2 concepts")
	s.Press("q")
	assert.Equal(t, app.ExitPassed, s.Wait())
}

func TestASolutionThatCannotBeReadIsWaitedFor(t *testing.T) {
	s := apptest.StartSession(t, "start", "retry", "--lang", "node")
	s.Expect("q quit")
	solution := filepath.Join(s.Dir, "retry", "solution.mjs")
	require.NoError(t, os.Remove(solution))
	s.Expect("solution.mjs is missing")
	save(t, solution, "fault it burns\n")
	s.Expect("not your code's fault: the engine says: it burns")
	save(t, solution, whole)
	s.Expect("2 of 2 concepts")
	s.Press("q")
	assert.Equal(t, app.ExitPassed, s.Wait())
}

func TestWatchEndsWhenTheFolderGoesAway(t *testing.T) {
	s := apptest.StartSession(t, "start", "retry", "--lang", "node")
	s.Expect("q quit")
	require.NoError(t, os.RemoveAll(filepath.Join(s.Dir, "retry")))
	s.Expect("is gone: drill start makes it anew")
	assert.Equal(t, app.ExitUsage, s.Wait())
	s.RequireTerminalAsBefore()
}

func TestTheLanguageIsAskedOnce(t *testing.T) {
	s := apptest.StartSession(t, "start", "retry")
	s.Expect("Which language, node or go?")
	s.Press("rust\n")
	s.Expect("Please type node or go.")
	s.Press("go\n")
	s.Expect("retry/solution.go")
	s.Press("q")
	assert.Equal(t, app.ExitPassed, s.Wait())

	again := s.Again("start", "copy-fast")
	again.Expect("copy-fast/solution.go")
	again.Expect("q quit")
	again.Press("q")
	assert.Equal(t, app.ExitPassed, again.Wait())
	assert.NotContains(t, again.Text(), "Which language")
}

func TestInterruptEndsATestWithoutAVerdict(t *testing.T) {
	s := apptest.StartSession(t, "start", "retry", "--lang", "node")
	s.Expect("q quit")
	s.Press("q")
	require.Equal(t, app.ExitPassed, s.Wait())
	save(t, filepath.Join(s.Dir, "retry", "solution.mjs"), "hang\n")

	s = s.Again("test", "retry")
	s.Expect("hanging")
	s.Press("\x03")
	s.Expect("stopped before the end")
	assert.Equal(t, app.ExitFault, s.Wait())
	assert.NotContains(t, s.Text(), "concepts")
}
