package golang

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"time"

	"github.com/gofrs/flock"

	"drill/graders"
)

// Options say what a bundle is made of.
type Options struct {
	// Go is the go command; empty means the one on PATH.
	Go string
	// GOOS and GOARCH are of the machine that the bundle runs on; empty means
	// this one's. For another machine the compiler is compiled
	// too, which takes a minute or more the first time.
	GOOS, GOARCH string
	// Packages can be imported beyond [graders.DefaultImports], by scenarios and,
	// where a job allows them, by solutions.
	Packages []string
	// Dir is the bundle's folder. It is replaced as a whole when it is stale.
	Dir string
	// Progress, if set, is told of each step before it begins and of the end.
	Progress func(done, total int, what string)
}

// Bundle is a folder that holds a toolchain and the runner.
type Bundle struct {
	Dir      string
	Manifest Manifest
}

// Runner is the path of the runner inside the bundle.
func (b Bundle) Runner() string { return filepath.Join(b.Dir, runnerName) }

// Command is the command line of a runner that works in a writable folder and
// ends by itself when no job comes for the idle time; zero means never.
func (b Bundle) Command(work string, idle time.Duration) []string {
	return []string{b.Runner(), "--goroot=" + b.Dir, "--work=" + work,
		"--idle=" + strconv.FormatFloat(idle.Seconds(), 'f', -1, 64)}
}

// Open opens a bundle that was built before. The error is [fs.ErrNotExist] when
// there is none and names the folder when it is broken.
func Open(dir string) (Bundle, error) {
	manifest, err := readManifest(filepath.Join(dir, manifestName))
	if err != nil {
		return Bundle{}, fmt.Errorf("no Go bundle in %s: %w", dir, err)
	}
	return Bundle{Dir: dir, Manifest: manifest}, nil
}

// Build returns a bundle that fits the options: the one in Dir if it is not
// stale, else a new one. Processes that build the same bundle at once wait for
// one another. Errors say what a person can do: install Go, or a newer Go.
func Build(ctx context.Context, o Options) (Bundle, error) {
	o, err := o.complete()
	if err != nil {
		return Bundle{}, err
	}
	stamp, err := stampOf(o.Go)
	if err != nil {
		return Bundle{}, err
	}
	if b, err := Open(o.Dir); err == nil && b.Manifest.fits(o, stamp) {
		return b, nil
	}
	if err := os.MkdirAll(filepath.Dir(o.Dir), 0o755); err != nil {
		return Bundle{}, o.unbuilt(err)
	}
	lock := flock.New(o.Dir + ".lock")
	if _, err := lock.TryLockContext(ctx, 100*time.Millisecond); err != nil {
		if ctx.Err() == nil {
			return Bundle{}, o.unbuilt(err)
		}
		return Bundle{}, fmt.Errorf("another drill builds the Go bundle: %w", err)
	}
	defer lock.Unlock()
	if b, err := Open(o.Dir); err == nil && b.Manifest.fits(o, stamp) {
		return b, nil // the other one has built it
	}
	return replace(ctx, o, stamp)
}

// complete fills in what is empty.
func (o Options) complete() (Options, error) {
	if o.Dir == "" {
		return o, errors.New("the Go bundle has no folder")
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return o, err
	}
	o.Dir = dir
	if o.Go, err = findGo(o.Go); err != nil {
		return o, err
	}
	if o.GOOS == "" {
		o.GOOS = runtime.GOOS
	}
	if o.GOARCH == "" {
		o.GOARCH = runtime.GOARCH
	}
	if o.Progress == nil {
		o.Progress = func(int, int, string) {}
	}
	o.Packages = append(graders.DefaultImports(), o.Packages...)
	slices.Sort(o.Packages)
	o.Packages = slices.Compact(o.Packages)
	return o, nil
}

// replace builds next to the folder and then puts the result in its place, so
// that nobody ever sees half a bundle.
func replace(ctx context.Context, o Options, stamp string) (Bundle, error) {
	temporary, err := os.MkdirTemp(filepath.Dir(o.Dir), ".building-")
	if err != nil {
		return Bundle{}, o.unbuilt(err)
	}
	defer os.RemoveAll(temporary)
	fresh, old := filepath.Join(temporary, "new"), filepath.Join(temporary, "old")
	if err := build(ctx, o, stamp, fresh, temporary); err != nil {
		return Bundle{}, o.unbuilt(err)
	}
	if err := os.Rename(o.Dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Bundle{}, fmt.Errorf("cannot replace the Go bundle: %w", err)
	}
	if err := os.Rename(fresh, o.Dir); err != nil {
		return Bundle{}, fmt.Errorf("cannot replace the Go bundle: %w", err)
	}
	return Open(o.Dir)
}
