package main

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

// container is the docker sandbox as a [box].
type container struct {
	*docker.Sandbox
	bar *transfer
}

// openDocker connects to an engine, which takes about a millisecond. Images are
// made when a job first needs them.
func openDocker(ctx context.Context, a *app) (box, error) {
	known, err := a.recipes()
	if err != nil {
		return nil, err
	}
	bar := &transfer{app: a}
	s, err := docker.New(ctx, docker.Options{
		Engine: engine.Options{Getenv: a.getenv}, Recipes: known,
		Image:     image.Options{Progress: bar.step},
		Runtime:   a.flags.runtime,
		Leftovers: true,
	})
	if err != nil {
		return nil, err
	}
	return container{s, bar}, nil
}

func (c container) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	recording, err := c.Sandbox.Run(ctx, job)
	c.bar.end()
	return recording, err
}

// Warm implements [box] with a single spare: one person saves one file at a time.
func (c container) Warm(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return c.Sandbox.Warm(ctx, l, e.EffectiveLimits(), 1)
}

// Leave implements [leaver].
func (c container) Leave(ctx context.Context, e *graders.Exercise, l graders.Language) error {
	return c.Sandbox.Leave(ctx, l, e.EffectiveLimits())
}

// Close waits also when drill was interrupted: nothing may be left running.
func (c container) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeWait)
	defer cancel()
	return c.Sandbox.Close(ctx)
}
