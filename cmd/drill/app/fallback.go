package app

import (
	"context"
	"errors"
	"sync"

	"drill/graders"
	"drill/sandbox"
)

// fallback is what auto means once an engine has answered: containers, until the
// first of them cannot be had, such as for want of an image; then this machine.
type fallback struct {
	app *App

	mu       sync.Mutex
	current  Sandbox
	switched bool
}

func (f *fallback) sandbox() Sandbox {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.current
}

// Run implements [graders.Sandbox].
func (f *fallback) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	used := f.sandbox()
	recording, err := used.Run(ctx, job)
	if err == nil || ctx.Err() != nil || errors.Is(err, sandbox.ErrBroken) {
		return recording, err
	}
	other := f.replace(used, err)
	if other == nil {
		return nil, err
	}
	return other.Run(ctx, job)
}

// replace turns to the local sandbox, unless that has been done; the fault of a
// sandbox that was replaced meanwhile is tried again in the new one.
func (f *fallback) replace(used Sandbox, why error) Sandbox {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.current != used {
		return f.current
	}
	if f.switched {
		return nil
	}
	l, err := OpenLocal(f.app)
	if err != nil {
		return nil
	}
	f.app.Console.Notef("no container: %v; running here (%s)", why, confinement(l.Confinement()))
	_ = used.Close() // why it cannot run has been said
	f.current, f.switched = l, true
	return l
}

// Warm implements [Sandbox].
func (f *fallback) Warm(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return f.sandbox().Warm(ctx, e, l)
}

// KeepSpare implements [SpareKeeper].
func (f *fallback) KeepSpare(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	if s, ok := f.sandbox().(SpareKeeper); ok {
		return s.KeepSpare(ctx, e, l)
	}
	return nil
}

// Close implements [Sandbox].
func (f *fallback) Close() error { return f.sandbox().Close() }
