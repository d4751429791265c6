package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"drill/exercises"
	"drill/graders"
	"drill/sandbox/local"
)

// keepCommand makes this program what drill keep is to drill: keep CACHE TEMP.
const keepCommand = "keep"

func leavingOptions(cache, temp string) local.Options {
	return local.Options{Cache: cache, Temp: temp, Packages: exercises.Packages(), Leftovers: true}
}

func keep(ctx context.Context, args []string) error {
	if len(args) != 2 {
		return errors.New("usage: bench keep CACHE TEMP")
	}
	s, err := local.New(leavingOptions(args[0], args[1]))
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Keep(ctx, graders.Node, false)
}

// nodeLocalLeft is the verdict of a drill test after another: its sandbox is opened
// anew each time and takes the process that the one before had booted.
func nodeLocalLeft(ctx context.Context, b *bench) (string, error) {
	options := leavingOptions(b.cache, b.temp)
	options.Keeper = func(graders.Language, bool) *exec.Cmd {
		program, err := os.Executable()
		return &exec.Cmd{Path: program, Args: []string{program, keepCommand, b.cache, b.temp}, Err: err}
	}
	var opened *local.Sandbox
	closeLast := func() {
		if opened != nil {
			_ = opened.Close()
		}
	}
	defer closeLast()
	verdict := side{prepare: func() error {
		closeLast() // a verdict is shown before
		s, err := local.New(options)
		if err != nil {
			return err
		}
		defer s.Close()
		defer time.Sleep(booting)
		return s.Leave(ctx, graders.Node, b.exercise.Network)
	}, run: func() (err error) {
		if opened, err = local.New(options); err != nil {
			return err
		}
		return b.verdict(ctx, insistent{opened}, graders.Node).run()
	}}
	return b.compare(verdict, bareNode(ctx))
}

// insistent is a sandbox whose jobs must run in a process that was left behind.
type insistent struct{ graders.Sandbox }

func (i insistent) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	recording, err := i.Sandbox.Run(ctx, job)
	if err == nil && !recording.Environment.Spare {
		err = fmt.Errorf("%w: no process was left behind (%s)", errUnavailable, recording.Environment.Confined)
	}
	return recording, err
}
