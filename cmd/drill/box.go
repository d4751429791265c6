package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"drill/exercises"
	"drill/graders"
	"drill/sandbox/local"
)

// box is a sandbox that can be kept ready.
type box interface {
	graders.Sandbox
	// Warm boots a process ahead for the next job of an exercise.
	Warm(ctx context.Context, e *graders.Exercise, l graders.Language) error
	// Close ends everything that was started, and waits for that.
	Close() error
}

// leaver is a box that can leave a booted sandbox behind for the next drill; it
// ends by itself when none comes.
type leaver interface {
	Leave(ctx context.Context, e *graders.Exercise, l graders.Language) error
}

// engineWait is how long auto waits for an engine to answer before it does
// without.
const engineWait = 2 * time.Second

// openBox opens the sandbox that was asked for; auto is a container where an
// engine answers, and this machine's own node and go otherwise.
func openBox(ctx context.Context, a *app, choice string) (box, error) {
	switch choice {
	case "docker":
		return openDocker(ctx, a)
	case "local":
		return openLocal(a)
	}
	quick, cancel := context.WithTimeout(ctx, engineWait)
	defer cancel()
	b, err := openDocker(quick, a)
	if err == nil {
		return &fallback{app: a, current: b}, nil
	}
	l, localErr := openLocal(a)
	if localErr != nil {
		return nil, localErr
	}
	a.console.Notef("no container engine answers: running here (%s)", confinement(l.Confinement()))
	return l, nil
}

func confinement(how string) string {
	if how == "" || how == "none" {
		return "not confined: for your own code only"
	}
	return "confined by " + how
}

// process is the local sandbox as a [box].
type process struct{ *local.Sandbox }

// Warm implements [box].
func (p process) Warm(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return p.Sandbox.Warm(ctx, l, e.Network)
}

// Leave implements [leaver].
func (p process) Leave(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return p.Sandbox.Leave(ctx, l, e.Network)
}

func openLocal(a *app) (process, error) {
	f, err := a.folders()
	if err != nil {
		return process{}, err
	}
	temp, err := filepath.Abs(os.TempDir()) // a keeper works in another folder
	if err != nil {
		return process{}, err
	}
	s, err := local.New(local.Options{
		Cache: f.Cache, Temp: temp, Packages: exercises.Packages(),
		Progress:  a.preparingGo(),
		Leftovers: true, Keeper: keeperOf(f.Cache, temp),
	})
	return process{s}, err
}
