package app

import (
	"context"
	"time"

	"drill/graders"
	"drill/sandbox/docker"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

// closeWait bounds how long drill's end waits for containers to go. What is left
// then is swept by the next drill.
const closeWait = 10 * time.Second

// container is the docker sandbox as a [Sandbox].
type container struct {
	*docker.Sandbox
	bar *ImageBar
}

// openDocker connects to an engine, which takes about a millisecond. Images are
// made when a job first needs them.
func openDocker(ctx context.Context, a *App) (Sandbox, error) {
	known, err := a.Recipes()
	if err != nil {
		return nil, err
	}
	bar := NewImageBar(a, false)
	s, err := docker.New(ctx, docker.Options{
		Engine: engine.Options{Getenv: a.Getenv}, Recipes: known,
		Image:     image.Options{Progress: bar.Step},
		Runtime:   a.Flags.Runtime,
		Leftovers: true,
	})
	if err != nil {
		return nil, err
	}
	return container{s, bar}, nil
}

// Run implements [graders.Sandbox], and takes the bar away when the image is there.
func (c container) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	recording, err := c.Sandbox.Run(ctx, job)
	c.bar.End()
	return recording, err
}

// Warm implements [Sandbox] with a single spare: one person saves one file at a time.
func (c container) Warm(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return c.Sandbox.Warm(ctx, l, e.EffectiveLimits(), 1)
}

// KeepSpare implements [SpareKeeper].
func (c container) KeepSpare(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return c.Sandbox.Leave(ctx, l, e.EffectiveLimits())
}

// Close waits also when drill was interrupted: nothing may be left running.
func (c container) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeWait)
	defer cancel()
	return c.Sandbox.Close(ctx)
}

// Ready reports whether the engine answers, with a connection of its own: what the
// sandbox keeps open may be what broke.
func (c container) Ready(ctx context.Context) error {
	e, err := engine.Connect(ctx, engine.Options{Getenv: c.bar.app.Getenv})
	if err != nil {
		return err
	}
	return e.Close()
}

// Supply keeps a number of containers booted ahead.
func (c container) Supply(ctx context.Context, e *graders.Exercise, l graders.Language, n int) error {
	return c.Sandbox.Warm(ctx, l, e.EffectiveLimits(), n)
}
