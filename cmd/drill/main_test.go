package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"drill/sandbox/docker"
	"drill/sandbox/docker/engine"
)

// TestMain makes the test program two commands of scripts: drill, as people get
// it, and sample, the same with the catalogue and the sandbox of sample_test.go.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"drill":  main,
		"sample": func() { os.Exit(run(sampleApp(), os.Args[1:])) },
	})
}

func sampleApp() *app {
	a := newApp()
	a.catalogue = sampleCatalogue
	a.open = openScripted
	return a
}

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
				return engineAnswers(), nil
			case "confined":
				return sealed(t.TempDir()), nil
			}
			return false, fmt.Errorf("no condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "bytes": writeBytes, "keepers": keepers},
	})
}

// engineAnswers reports whether scripts can use containers. Where an engine is
// required its absence is a failure of the script.
func engineAnswers() bool {
	if os.Getenv("DRILL_REQUIRE_DOCKER") == "1" {
		return true
	}
	ctx, cancel := context.WithTimeout(context.Background(), engineWait)
	defer cancel()
	_, err := docker.Available(ctx, engine.Options{})
	return err == nil
}
