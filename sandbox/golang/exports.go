package golang

import (
	"context"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"runtime"
	"strings"
)

// Importer returns the types of packages that solutions may import, from the same
// archives that bundles are made of. It may be used by one goroutine at a time.
func Importer(ctx context.Context, packages []string) (types.Importer, error) {
	path, err := findGo("")
	if err != nil {
		return nil, err
	}
	command := goCommand{path: path, dir: os.TempDir(), goos: runtime.GOOS, goarch: runtime.GOARCH}
	args := append([]string{"list", "-export", "-trimpath", "-gcflags=all=-dwarf=false", "-f", "{{.ImportPath}}={{.Export}}"}, packages...)
	list, err := command.run(ctx, args...)
	if err != nil {
		return nil, err
	}
	archives := map[string]string{}
	for line := range strings.Lines(list) {
		name, archive, _ := strings.Cut(strings.TrimSpace(line), "=")
		archives[name] = archive
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if archives[path] == "" {
			return nil, fmt.Errorf("%s may not be imported", path)
		}
		return os.Open(archives[path])
	}), nil
}
