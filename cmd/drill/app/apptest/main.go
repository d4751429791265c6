// Package apptest helps tests of drill's commands: with drill as a program, at a terminal
// or not, and with a small catalogue and a sandbox that runs no process.
package apptest

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/sandbox/docker"
	"drill/sandbox/docker/engine"
)

// Main is what TestMain of a package of commands calls. It makes the test program two
// commands: drill, as people get it, and sample, the same with the catalogue and the
// sandbox of this package.
func Main(m *testing.M, root func(*app.App) *cobra.Command) {
	command := func(make func() *app.App) func() {
		return func() {
			a := make()
			os.Exit(a.Run(root(a), os.Args[1:]))
		}
	}
	testscript.Main(m, map[string]func(){"drill": command(app.New), "sample": command(Sample)})
}

// Root is drill with the commands of one package.
func Root(lists ...func(*app.App) []*cobra.Command) func(*app.App) *cobra.Command {
	return func(a *app.App) *cobra.Command {
		root := app.NewRoot(a)
		for _, commands := range lists {
			root.AddCommand(commands(a)...)
		}
		return root
	}
}

// Sample is an app with the catalogue and the sandbox of this package.
func Sample() *app.App {
	a := app.New()
	a.Catalogue = sampleCatalogue
	a.Open = openScripted
	return a
}

// EngineAnswers reports whether scripts can use containers. Where an engine is
// required its absence is a failure of the script.
func EngineAnswers() bool {
	if os.Getenv("DRILL_REQUIRE_DOCKER") == "1" {
		return true
	}
	ctx, cancel := context.WithTimeout(context.Background(), app.EngineWait)
	defer cancel()
	_, err := docker.Available(ctx, engine.Options{})
	return err == nil
}
