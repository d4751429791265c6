package golang

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// builder makes a bundle in a folder, with a second one for what is not kept.
type builder struct {
	o        Options
	command  goCommand
	info     goInfo
	dir      string
	scratch  string
	archives map[string]string
}

// build makes the bundle in dir, which does not exist yet. Scratch is a folder
// for temporary files.
func build(ctx context.Context, o Options, stamp, dir, scratch string) error {
	command := goCommand{path: o.Go, dir: filepath.Join(scratch, "runner"), goos: o.GOOS, goarch: o.GOARCH}
	b := &builder{o: o, command: command, dir: dir, scratch: scratch}
	steps := []struct {
		what string
		do   func(context.Context) error
	}{
		{"looking at the Go toolchain", b.prepare},
		{"copying the compiler and the linker", b.tools},
		{"compiling the standard library", b.library},
		{"compiling the scenario package", b.scenario},
		{"compiling the runner", b.runner},
	}
	for i, step := range steps {
		o.Progress(i, len(steps), step.what)
		if err := step.do(ctx); err != nil {
			return err
		}
	}
	o.Progress(len(steps), len(steps), "done")
	return Manifest{Sources: Version(), GoVersion: b.info.GOVERSION, GOOS: o.GOOS, GOARCH: o.GOARCH,
		Packages: o.Packages, Stamp: stamp}.write(filepath.Join(dir, manifestName))
}

// prepare writes the runner's sources as a module, in which all go commands run.
func (b *builder) prepare(ctx context.Context) error {
	for _, folder := range []string{"bin", "pkg"} {
		if err := os.MkdirAll(filepath.Join(b.dir, folder), 0o755); err != nil {
			return err
		}
	}
	if _, err := writeSources("runner", b.command.dir); err != nil {
		return err
	}
	module := "module runner\n\ngo " + strings.TrimPrefix(oldestGo, "go") + "\n"
	if err := os.WriteFile(filepath.Join(b.command.dir, "go.mod"), []byte(module), 0o644); err != nil {
		return err
	}
	var err error
	b.info, err = b.command.info(ctx)
	return err
}

// tools copies the host's compiler and linker, or builds another machine's.
func (b *builder) tools(ctx context.Context) error {
	bin := filepath.Join(b.dir, "bin")
	if b.info.GOHOSTOS != b.o.GOOS || b.info.GOHOSTARCH != b.o.GOARCH {
		_, err := b.command.run(ctx, "build", "-trimpath", "-ldflags=-s -w", "-o", bin+string(filepath.Separator),
			"cmd/compile", "cmd/link")
		return err
	}
	for _, tool := range []string{"compile", "link"} {
		path, err := b.tool(ctx, tool)
		if err != nil {
			return err
		}
		if err := copyFile(filepath.Join(bin, tool), path, 0o755); err != nil {
			return err
		}
	}
	return nil
}

// tool is the path of one of the host's own tools.
func (b *builder) tool(ctx context.Context, name string) (string, error) {
	path, err := b.command.run(ctx, "tool", "-n", name)
	return strings.TrimSpace(path), err
}

// library compiles the packages and all they need, or takes them from the go
// command's cache, and copies the archives.
func (b *builder) library(ctx context.Context) error {
	overlay, err := b.durableLocks(ctx)
	if err != nil {
		return err
	}
	args := append([]string{"list", "-export", "-trimpath", "-deps", "-gcflags=all=-dwarf=false", "-overlay=" + overlay,
		"-f", "{{if .Export}}{{.ImportPath}}\t{{.Export}}{{end}}"}, b.wanted()...)
	list, err := b.command.run(ctx, args...)
	if err != nil {
		return err
	}
	b.archives = map[string]string{}
	for line := range strings.Lines(list) {
		name, archive, found := strings.Cut(strings.TrimSpace(line), "\t")
		if !found {
			continue
		}
		b.archives[name] = b.archive(name)
		if err := copyFile(b.archives[name], archive, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// wanted adds what package scenario imports and what every program is linked
// with.
func (b *builder) wanted() []string {
	return append([]string{"runtime", "runtime/debug", "os", "syscall", "reflect", "unsafe", "internal/synctest"}, b.o.Packages...)
}

func (b *builder) archive(name string) string {
	return filepath.Join(b.dir, "pkg", filepath.FromSlash(name)+".a")
}

// scenario compiles package scenario with the compiler itself: the go command
// refuses an import of internal/synctest.
func (b *builder) scenario(ctx context.Context) error {
	folder := filepath.Join(b.scratch, "scenario")
	files, err := writeSources("scenario", folder)
	if err != nil {
		return err
	}
	var config strings.Builder
	for name, archive := range b.archives {
		fmt.Fprintf(&config, "packagefile %s=%s\n", name, archive)
	}
	configFile := filepath.Join(b.scratch, "importcfg")
	if err := os.WriteFile(configFile, []byte(config.String()), 0o644); err != nil {
		return err
	}
	target := b.archive(ScenarioPackage)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	compiler, err := b.tool(ctx, "compile")
	if err != nil {
		return err
	}
	args := []string{"-p", ScenarioPackage, "-importcfg", configFile, "-trimpath", folder + "=>" + ScenarioPackage,
		"-complete", "-pack", "-o", target}
	for _, file := range files {
		if b.compiles(filepath.Base(file)) {
			args = append(args, file)
		}
	}
	_, err = b.command.start(ctx, compiler, args...)
	return err
}

// compiles decides which files of package scenario the bundle has: the compiler does not
// read build constraints.
func (b *builder) compiles(name string) bool {
	linux := b.o.GOOS == "linux"
	switch {
	case name == "bubble.go": // bubble_bundle.go takes its place
		return false
	case strings.HasSuffix(name, "_linux.go"):
		return linux
	case strings.HasSuffix(name, "_other.go"):
		return !linux
	}
	return true
}

func (b *builder) runner(ctx context.Context) error {
	_, err := b.command.run(ctx, "build", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(b.dir, runnerName), ".")
	return err
}

func copyFile(to, from string, mode os.FileMode) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
