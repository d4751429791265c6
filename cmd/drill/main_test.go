package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"drill/cmd/drill/app/apptest"
)

// TestMain makes the test program the commands of scripts.
func TestMain(m *testing.M) { apptest.Main(m, newRoot) }

// TestScripts runs the sessions in testdata/script, each named after what it
// protects.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("DRILL_HOME", filepath.Join(env.WorkDir, ".home"))
			env.Setenv("CI", "1") // nothing is left behind, unless a script is about that
			env.Setenv("ENGINE", os.Getenv("DOCKER_HOST"))
			env.Setenv("DOCKER_HOST", "unix://"+filepath.Join(env.WorkDir, "no-engine.sock"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "docker":
				return apptest.EngineAnswers(), nil
			case "confined":
				return sealed(t.TempDir()), nil
			}
			return false, fmt.Errorf("no condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "bytes": writeBytes, "spares": spares},
	})
}
