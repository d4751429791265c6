package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"drill/exercises"
	"drill/graders"
	"drill/sandbox/docker"
	"drill/sandbox/golang"
	"drill/sandbox/image"
	"drill/sandbox/local"
)

// bench holds what the measurements share.
type bench struct {
	rounds      int
	submissions int
	temp        string
	drill       string // the binary
	cache       string
	exercise    *graders.Exercise
	local       *local.Sandbox
	docker      *docker.Sandbox // nil where no engine answers
	why         error           // why not
}

func newBench(ctx context.Context, rounds, submissions int) (*bench, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	cache = filepath.Join(cache, "drill")
	b := &bench{rounds: rounds, submissions: submissions, cache: cache}
	if b.temp, err = os.MkdirTemp("", "drill-bench-"); err != nil {
		return nil, err
	}
	b.drill = filepath.Join(b.temp, "drill")
	if out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", b.drill, "./cmd/drill").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build drill: %w: %s", err, out)
	}
	b.exercise, _ = exercises.Find("backpressure-copy")
	if b.local, err = local.New(local.Options{Cache: cache, Packages: exercises.Packages()}); err != nil {
		return nil, err
	}
	b.docker, b.why = docker.New(ctx, docker.Options{Recipes: []image.Recipe{
		image.OwnNode(),
		image.Go{Folder: golang.Shelf(filepath.Join(cache, "go"), exercises.Packages()), Packages: exercises.Packages()},
	}})
	return b, nil
}

func (b *bench) close() {
	_ = b.local.Close()
	if b.docker != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		_ = b.docker.Close(ctx)
	}
	_ = os.RemoveAll(b.temp)
}

// needDocker says why there is no engine, if so.
func (b *bench) needDocker() error {
	if b.docker == nil {
		return fmt.Errorf("%w: %v", errUnavailable, b.why)
	}
	return nil
}

// verdict is a side that grades the reference and insists that it passes.
func (b *bench) verdict(ctx context.Context, sandbox graders.Sandbox, l graders.Language) side {
	return side{run: func() error {
		solution, err := b.exercise.Reference(l)
		if err != nil {
			return err
		}
		report, err := graders.Grade(ctx, sandbox, graders.Submission{Exercise: b.exercise, Language: l, Solution: solution, Seed: 1})
		if err == nil && !report.Passed() {
			err = fmt.Errorf("the reference of %s does not pass", b.exercise.Slug)
		}
		return err
	}}
}
