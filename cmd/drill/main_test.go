package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
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
			env.Setenv("DOCKER_HOST", "unix://"+filepath.Join(env.WorkDir, "no-engine.sock"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "bytes": writeBytes},
	})
}
