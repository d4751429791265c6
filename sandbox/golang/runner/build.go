package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	solutionFile  = "solution.go"
	scenariosFile = "scenarios.go"
	// solutionPath is the import path that the learner's package is compiled
	// under, while scenarios.go imports "solution". It sorts after every other
	// path and so the package initialises last: see package scenario.
	solutionPath = "zz/solution"
)

// problem is why a job cannot run.
type problem struct {
	message      string
	line, column int
	// exercise is set when the fault is not the learner's.
	exercise bool
}

func (p *problem) data() data {
	d := data{"message": p.message}
	if p.line > 0 {
		d["file"], d["line"] = solutionFile, p.line
	}
	if p.column > 0 {
		d["column"] = p.column
	}
	return d
}

func faultf(format string, args ...any) *problem {
	return &problem{message: fmt.Sprintf(format, args...), exercise: true}
}

// build compiles and links a job and leaves nothing but the binary.
func build(j job, tools *toolchain) (string, *problem) {
	var unread *problem
	for _, solution := range append([]file{j.Solution}, j.Others...) {
		found, why := checkSource(solution.Content, j)
		if found != nil {
			return "", found
		}
		unread = cmp.Or(unread, why)
	}
	ctx, cancel := context.WithCancel(context.Background())
	limit := time.Duration(j.LoadMs) * time.Millisecond
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	b := builder{ctx: ctx, tools: tools}
	found := b.build(j)
	b.clean()
	if ctx.Err() != nil {
		return "", &problem{message: fmt.Sprintf("compiling took longer than %v", limit)}
	}
	return b.path("scenario"), cmp.Or(found, unread)
}

// builder turns the two files of a job into a binary.
type builder struct {
	ctx   context.Context
	tools *toolchain
	files []string
	// folders are removed after the files in them.
	folders []string
}

// path names a file in the work folder, to be removed when the build is done.
func (b *builder) path(name string) string { return filepath.Join(b.tools.work, name) }

func (b *builder) clean() {
	for _, path := range append(b.files, b.folders...) {
		os.Remove(path)
	}
}

func (b *builder) build(j job) *problem {
	if j.Shared {
		b.tools.threads = 1 // other jobs have the rest, and tools that use them all take a tenth more
	}
	if len(j.Others) > 0 {
		return b.buildTogether(j)
	}
	solution, scenarios, found := b.pair(j, j.Solution, pair{solution: solutionPath, scenarios: "main"})
	if found != nil {
		return found
	}
	return b.link(scenarios, []string{packageFile(solutionPath, solution)})
}

// link makes the binary of a main package and the archives that come on top of the
// bundle's.
func (b *builder) link(main string, archives []string) *problem {
	config, err := b.tools.importConfig("link.cfg", b.tools.all(), archives...)
	if err != nil {
		return faultf("%v", err)
	}
	b.files = append(b.files, config)
	if output, err := b.tools.link(b.ctx, config, main, b.path("scenario")); err != nil {
		return &problem{message: "solution.go does not link: " + b.withoutPaths(output, err)}
	}
	return nil
}

// withoutPaths is the first line that a tool printed, or the error if it printed
// none.
func (b *builder) withoutPaths(output string, err error) string {
	line, _, _ := strings.Cut(strings.TrimSpace(output), "\n")
	if line == "" {
		line = err.Error()
	}
	line = strings.ReplaceAll(line, b.tools.work+string(filepath.Separator), "")
	return strings.ReplaceAll(line, b.tools.root+string(filepath.Separator), "")
}
