package local

import (
	"context"
	"path/filepath"

	"drill/sandbox/golang"
)

// golang returns the runner of a bundle for this machine's Go. The bundle is made
// when there is none that fits.
func (s *Sandbox) golang(ctx context.Context) (program, error) {
	bundle, err := golang.Build(ctx, golang.Options{
		Go: s.options.Go, Packages: s.options.Packages,
		Dir: golang.Shelf(filepath.Join(s.options.Cache, "go"), s.options.Packages), Progress: s.options.Progress,
	})
	if err != nil {
		return program{}, err
	}
	return program{
		path: bundle.Runner(), args: []string{"--goroot=" + bundle.Dir},
		reads: []string{bundle.Dir}, executes: true,
	}, nil
}
