// Package golang builds what a sandbox needs to grade Go solutions without the
// go command: a bundle of compiler, linker, the standard library's archives, the
// package that scenarios are written with, and the runner. All of it is made from
// the host's own Go and the sources embedded here, with no network.
package golang

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// The recipe of bundles is embedded for its hash and for [Sources].
//
//go:embed runner/*.go scenario/*.go build.go gocommand.go manifest.go overlay.go sources.go
var sources embed.FS

// ScenarioPackage is the import path of the package that scenarios.go files use.
const ScenarioPackage = "drill/sandbox/golang/scenario"

// Version identifies the embedded sources and the way bundles are built: a bundle of another version is stale.
func Version() string {
	sum := sha256.New()
	for _, folder := range []string{".", "runner", "scenario"} {
		for _, name := range sourceFiles(folder) {
			content, _ := sources.ReadFile(path.Join(folder, name)) // embedded: cannot fail
			fmt.Fprintf(sum, "%s/%s %d\n%s", folder, name, len(content), content)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// Sources returns the embedded sources: the runner, package scenario, and those
// files of this package that build a bundle where drill itself cannot run.
func Sources() fs.FS { return sources }

// sourceFiles lists the embedded files of a folder that are no tests.
func sourceFiles(folder string) []string {
	entries, _ := fs.ReadDir(sources, folder)
	var names []string
	for _, entry := range entries {
		if name := entry.Name(); path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
			names = append(names, entry.Name())
		}
	}
	return names
}

// writeSources copies a folder of sources to the disk and returns the paths.
func writeSources(folder, to string) ([]string, error) {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return nil, err
	}
	var paths []string
	for _, name := range sourceFiles(folder) {
		content, err := sources.ReadFile(path.Join(folder, name))
		if err != nil {
			return nil, err
		}
		target := filepath.Join(to, name)
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return nil, err
		}
		paths = append(paths, target)
	}
	return paths, nil
}
