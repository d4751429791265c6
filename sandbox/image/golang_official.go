package image

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"drill/graders"
	"drill/sandbox/golang"
)

// Package golang's own files build the bundle inside the official image, where
// there is a go command and no drill. These two complete them.
const (
	standaloneOptions = `package golang

import "context"

type Options struct {
	Go, GOOS, GOARCH string
	Packages         []string
	Dir              string
	Progress         func(done, total int, what string)
}

func Standalone(o Options, scratch string) error {
	o.Progress = func(int, int, string) {}
	return build(context.Background(), o, "official", o.Dir, scratch)
}
`
	standaloneMain = `package main

import (
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"

	"drill/sandbox/golang"
)

func main() {
	dir := os.Args[1]
	mode, err := strconv.ParseUint(os.Args[2], 8, 32)
	check(err)
	command, err := exec.LookPath("go")
	check(err)
	scratch, err := os.MkdirTemp("", "")
	check(err)
	check(os.MkdirAll(filepath.Dir(dir), 0o755))
	o := golang.Options{Go: command, GOOS: "linux", GOARCH: runtime.GOARCH, Packages: os.Args[3:], Dir: dir}
	check(golang.Standalone(o, scratch))
	for _, program := range []string{"runner", "bin/compile", "bin/link"} {
		check(os.Chmod(filepath.Join(dir, program), os.FileMode(mode)))
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
`
)

// OnOfficial implements [Recipe].
func (g Go) OnOfficial(context.Context, string) (*Official, error) {
	o := &Official{}
	o.Added.Text("go.mod", 0o444, "module drill\n\ngo 1.26\n")
	o.Added.Text("main.go", 0o444, standaloneMain)
	o.Added.Text("sandbox/golang/options.go", 0o444, standaloneOptions)
	if err := o.Added.Tree("sandbox/golang", golang.Sources()); err != nil {
		return nil, err
	}
	packages := append(graders.DefaultImports(), g.Packages...)
	slices.Sort(packages)
	command := append([]string{"go", "run", ".", "/rootfs/" + bundleFolder, strconv.FormatInt(programMode(g.Readable), 8)}, slices.Compact(packages)...)
	text, err := json.Marshal(command)
	if err != nil {
		return nil, err
	}
	environment := strings.Join([]string{"GOPROXY=off", "GOTOOLCHAIN=local", "GOFLAGS=", "CGO_ENABLED=0"}, " ")
	o.Instructions = fmt.Sprintf("COPY added/ /drill-build/\nWORKDIR /drill-build\nENV %s\nRUN %s", environment, text)
	return o, nil
}
