package image

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"drill/graders"
	"drill/sandbox/golang"
)

// bundleFolder is where the Go image keeps its bundle.
const bundleFolder = "drill/go"

// Go is the recipe of the image that runs Go solutions.
type Go struct {
	// Folder caches the bundle; for an engine of another system or architecture
	// than the host's a second one beside it is used.
	Folder string
	// Packages can be imported beyond the default ones, by scenarios and, where a
	// job allows them, by solutions.
	Packages []string
	// Command is the host's go command; "go" when empty.
	Command string
	// Progress is told of the steps of building the bundle; it may be nil.
	Progress func(done, total int, what string)
	// Readable is for runtimes that read a program to load it, such as gVisor.
	Readable bool
}

// Language implements [Recipe].
func (Go) Language() graders.Language { return graders.Go }

// Version implements [Recipe].
func (g Go) Version() string {
	digest := sha256.Sum256([]byte(golang.Version() + "\x00" + strings.Join(g.Packages, "\x00")))
	return programVersion(hex.EncodeToString(digest[:8]), g.Readable)
}

// Official implements [Recipe].
func (Go) Official() string { return "golang:1.26" }

// Entry implements [Recipe].
func (Go) Entry() []string {
	return []string{"/" + path.Join(bundleFolder, "runner"), "--goroot=/" + bundleFolder, "--work=" + WorkFolder}
}

// Env implements [Recipe].
func (Go) Env() []string { return []string{"HOME=" + WorkFolder} }

// Probe implements [Recipe].
func (Go) Probe(official bool) []string {
	if official {
		return []string{"go", "env", "GOVERSION"}
	}
	return []string{"/" + path.Join(bundleFolder, "bin/compile"), "-V"}
}

// Own implements [Recipe]: the runner is a part of the bundle.
func (Go) Own(*Files) error { return nil }

// FromHost implements [Recipe]: the go command builds for any system.
func (g Go) FromHost(ctx context.Context, arch string) (*Files, error) {
	folder := g.Folder
	if runtime.GOOS != "linux" || runtime.GOARCH != arch {
		folder += "-linux-" + arch
	}
	bundle, err := golang.Build(ctx, golang.Options{
		Go: g.Command, GOOS: "linux", GOARCH: arch, Packages: g.Packages, Dir: folder, Progress: g.Progress,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrHost, err)
	}
	files := &Files{Runtime: bundle.Manifest.GoVersion}
	return files, files.bundle(bundle.Dir, programMode(g.Readable))
}

// bundle adds a bundle's folder, its programs with a mode of their own.
func (f *Files) bundle(folder string, programs int64) error {
	tree := os.DirFS(folder)
	if err := f.Tree(bundleFolder, tree); err != nil {
		return err
	}
	for i, e := range f.entries {
		name := strings.TrimPrefix(e.path, bundleFolder+"/")
		if name == "runner" || filepath.Dir(name) == "bin" && e.open != nil {
			f.entries[i].mode = programs
		}
	}
	return nil
}
