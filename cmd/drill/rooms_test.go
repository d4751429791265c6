package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPackagesOfCommandsKnowOnlyApp keeps what a change can touch small: a command
// reaches no other package of commands, and what two of them need is in app.
func TestPackagesOfCommandsKnowOnlyApp(t *testing.T) {
	const here = "drill/cmd/drill/"
	known := map[string]int{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		dir := path.Dir(name)
		if err != nil || dir == "." || path.Ext(name) != ".go" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			below, ours := strings.CutPrefix(imported, here)
			if !ours {
				continue
			}
			known[dir]++
			allowed := below == "app" || below == "app/apptest" && strings.HasSuffix(name, "_test.go")
			assert.True(t, allowed, "%s imports %s", name, imported)
		}
		return nil
	})
	require.NoError(t, err)
	for _, room := range []string{"learn", "grade", "author", "machine"} {
		assert.NotZero(t, known[room], "nothing in %s imports app: was it looked at?", room)
	}
}
