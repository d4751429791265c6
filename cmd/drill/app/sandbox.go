package app

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"drill/exercises"
	"drill/graders"
	"drill/sandbox/local"
)

// Sandbox is a sandbox that can be kept ready.
type Sandbox interface {
	graders.Sandbox
	// Warm boots a process ahead for the next job of an exercise.
	Warm(ctx context.Context, e *graders.Exercise, l graders.Language) error
	// Close ends everything that was started, and waits for that.
	Close() error
}

// SpareKeeper is a sandbox that can keep a booted spare for the next drill. The spare
// ends by itself when none comes.
type SpareKeeper interface {
	KeepSpare(ctx context.Context, e *graders.Exercise, l graders.Language) error
}

// Opener opens the sandbox of a choice: auto, docker or local.
type Opener func(ctx context.Context, a *App, choice string) (Sandbox, error)

// EngineWait is how long auto waits for an engine to answer before it does
// without.
const EngineWait = 2 * time.Second

// openSandbox opens the sandbox that was asked for; auto is a container where an
// engine answers, and this machine's own node and go otherwise.
func openSandbox(ctx context.Context, a *App, choice string) (Sandbox, error) {
	switch choice {
	case "docker":
		return openDocker(ctx, a)
	case "local":
		return OpenLocal(a)
	}
	quick, cancel := context.WithTimeout(ctx, EngineWait)
	defer cancel()
	s, err := openDocker(quick, a)
	if err == nil {
		return &fallback{app: a, current: s}, nil
	}
	l, localErr := OpenLocal(a)
	if localErr != nil {
		return nil, localErr
	}
	a.Console.Notef("no container engine answers: running here (%s)", confinement(l.Confinement()))
	return l, nil
}

func confinement(how string) string {
	if how == "" || how == "none" {
		return "not confined: for your own code only"
	}
	return "confined by " + how
}

// Local is the local sandbox as a [Sandbox].
type Local struct{ *local.Sandbox }

// Warm implements [Sandbox].
func (p Local) Warm(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return p.Sandbox.Warm(ctx, l, e.Network)
}

// KeepSpare implements [SpareKeeper].
func (p Local) KeepSpare(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return p.Sandbox.Leave(ctx, l, e.Network)
}

// OpenLocal opens the local sandbox, whatever the flags say.
func OpenLocal(a *App) (Local, error) {
	f, err := a.Folders()
	if err != nil {
		return Local{}, err
	}
	temp, err := filepath.Abs(os.TempDir()) // a spare works in another folder
	if err != nil {
		return Local{}, err
	}
	s, err := local.New(local.Options{
		Cache: f.Cache, Temp: temp, Packages: exercises.Packages(),
		Progress:  a.preparingGo(),
		Leftovers: true, Keeper: spareCommand(f.Cache, temp),
	})
	return Local{s}, err
}

// Close ends a sandbox. What is left is a warning: the verdict stands.
func (a *App) Close(s Sandbox) {
	if err := s.Close(); err != nil {
		a.Console.Warnf("%v", err)
	}
}
