package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/version"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// toolchain is an opened bundle and the writable folder it works in.
type toolchain struct {
	root string
	work string
	// archives maps import paths to files.
	archives map[string]string
	// threads is how many processors a tool uses; 0 is all.
	threads int
}

func openToolchain(root, work string) (*toolchain, error) {
	if root == "" || work == "" {
		return nil, errors.New("--goroot and --work are needed")
	}
	t := &toolchain{root: root, work: work, archives: map[string]string{}}
	pkg := filepath.Join(root, "pkg")
	err := filepath.WalkDir(pkg, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".a") {
			name := strings.TrimSuffix(path[len(pkg)+1:], ".a")
			t.archives[filepath.ToSlash(name)] = path
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("no bundle in %s: %w", root, err)
	}
	return t, nil
}

// importConfig writes the file that tells compiler and linker where the archives
// of some packages are; what is not in it cannot be imported.
func (t *toolchain) importConfig(name string, packages []string, extra ...string) (string, error) {
	var config strings.Builder
	for _, line := range extra {
		fmt.Fprintln(&config, line)
	}
	for _, p := range packages {
		if archive, known := t.archives[p]; known {
			fmt.Fprintln(&config, packageFile(p, archive))
		}
	}
	path := filepath.Join(t.work, name)
	return path, os.WriteFile(path, []byte(config.String()), 0o600)
}

func (t *toolchain) all() []string {
	packages := make([]string, 0, len(t.archives))
	for p := range t.archives {
		packages = append(packages, p)
	}
	slices.Sort(packages)
	return packages
}

// compile makes an archive of one file; the paths in it are base names.
func (t *toolchain) compile(ctx context.Context, packagePath, config, source, archive string, flags ...string) (string, error) {
	args := append([]string{"-p", packagePath, "-importcfg", config, "-trimpath", filepath.Dir(source) + "=>",
		"-dwarf=false", "-pack", "-o", archive}, flags...)
	if lang := version.Lang(runtime.Version()); lang != "" {
		args = append(args, "-lang="+lang)
	}
	return t.tool(ctx, "compile", append(args, source)...)
}

// link leaves symbol table and debug information out; stacks do not need them.
func (t *toolchain) link(ctx context.Context, config, archive, binary string) (string, error) {
	return t.tool(ctx, "link", "-importcfg", config, "-s", "-w", "-buildmode=exe", "-buildid=",
		"-o", binary, archive)
}

// tool returns what the tool printed. Its garbage collector is off up to a limit:
// it works on little for a tenth of a second.
func (t *toolchain) tool(ctx context.Context, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, filepath.Join(t.root, "bin", name), args...)
	cmd.Env = []string{"GOGC=off", "GOMEMLIMIT=200MiB", "TMPDIR=" + t.work}
	if t.threads > 0 {
		cmd.Env = append(cmd.Env, fmt.Sprintf("GOMAXPROCS=%d", t.threads))
	}
	cmd.Dir = t.work
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	err := cmd.Run()
	return output.String(), err
}
