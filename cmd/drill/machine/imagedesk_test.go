//go:build linux || darwin

package machine

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/creack/pty"
	"github.com/stretchr/testify/require"

	"drill/cmd/drill/app"
	"drill/cmd/drill/app/apptest"
	"drill/graders"
	"drill/internal/console"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
	"drill/sandbox/image/imagetest"
)

// desk is where a test gives the image commands: with a runner image of its own,
// and with an engine that lists no image but the test's, so that the images which
// people and other tests use stay as they are.
type desk struct {
	t      *testing.T
	engine *engine.Engine
	host   string // of the engine that lists only the test's images
	recipe image.Node
	home   string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, engine: imagetest.Connect(t), home: t.TempDir(), recipe: image.Node{
		Harness: fstest.MapFS{"main.cjs": {Data: []byte("process.stdin.resume()\n"), Mode: 0o644}},
		Start:   "main.cjs", HarnessVersion: t.Name(),
	}}
	d.host = d.narrow()
	t.Cleanup(func() { d.drill("image", "remove", "--all") })
	return d
}

// recipes are the app's; the version of the harness is the test's to change.
func (d *desk) recipes(*app.App) ([]image.Recipe, error) { return []image.Recipe{d.recipe}, nil }

func (d *desk) getenv(name string) string {
	switch name {
	case "DOCKER_HOST":
		return d.host
	case "DRILL_HOME":
		return d.home
	case "NO_COLOR":
		return "1"
	}
	return os.Getenv(name)
}

// drill carries out one command line without a terminal.
func (d *desk) drill(args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	a := app.New()
	a.Console = console.New(strings.NewReader(""), &stdout, &stderr, d.getenv)
	a.Getenv, a.Runners = d.getenv, d.recipes
	code = a.Run(apptest.Root(Commands)(a), args)
	return code, stdout.String(), stderr.String()
}

// person carries out one command line at a terminal and returns what is seen there.
func (d *desk) person(args ...string) (code int, seen string) {
	d.t.Helper()
	master, slave, err := pty.Open()
	require.NoError(d.t, err)
	defer master.Close()
	shown := make(chan string)
	go func() {
		text, _ := io.ReadAll(master) // a terminal ends with an error
		shown <- string(text)
	}()
	a := app.New()
	a.Console = console.New(slave, slave, slave, d.getenv)
	a.Getenv, a.Runners = d.getenv, d.recipes
	code = a.Run(apptest.Root(Commands)(a), args)
	require.NoError(d.t, slave.Close())
	return code, <-shown
}

// made makes the test's image from the host's node.
func (d *desk) made(r image.Node) image.Image {
	d.t.Helper()
	made, err := image.New(d.engine, r).Build(context.Background(), graders.Node, image.Options{Source: image.Host})
	require.NoError(d.t, err)
	return made
}

// versions are the names of the images that a test may make: of its harness as it
// is, and as changed tells. What an interrupted test has left goes.
func (d *desk) versions() map[string]bool {
	names := map[string]bool{}
	for _, r := range []image.Node{d.recipe, changed(d.recipe)} {
		ref := image.Reference(r)
		if err := image.New(d.engine, r).Remove(context.Background(), ref); !errors.Is(err, image.ErrMissing) {
			require.NoError(d.t, err)
		}
		names[ref] = true
	}
	return names
}

// changed is the recipe of another version of drill.
func changed(r image.Node) image.Node {
	r.HarnessVersion += " changed"
	return r
}
