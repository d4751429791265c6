//go:build linux || darwin

package grade

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/cmd/drill/app/apptest"
)

func TestWhoeverWaitsAtATerminalSeesHowFarGradingIs(t *testing.T) {
	for _, test := range []struct {
		name  string
		ci    string
		shown bool
	}{{"at a terminal", "", true}, {"in CI", "1", false}} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("CI", test.ci)
			s := apptest.NewSession(t)
			for _, id := range []string{"ada", "bob"} {
				dir := filepath.Join(s.Dir, "class", id)
				require.NoError(t, os.MkdirAll(dir, 0o755))
				require.NoError(t, os.WriteFile(filepath.Join(dir, "solution.mjs"), []byte("emit a\nemit b\n"), 0o644))
			}
			s = s.Again("grade", "class", "--exercise", "retry", "--sandbox", "local")
			s.Expect("2 submissions: 2 passed, 0 failed")
			require.Zero(t, s.Wait())
			if test.shown {
				assert.Contains(t, s.Text(), "grading")
				assert.Contains(t, s.Text(), "2/2")
			} else {
				assert.NotContains(t, s.Text(), "grading")
			}
		})
	}
}
