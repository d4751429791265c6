package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"
	"golang.org/x/sync/errgroup"

	"drill/graders"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

// abreast is how many bare containers are under way at once: enough that no
// processor waits.
const abreast = 4

// ceiling is what throughput could reach here if the harness, the judge and the
// reports took no time at all: containers in which a bare node ends at once, made
// through the engine's API, against docker run of the harness.
func ceiling(ctx context.Context, b *bench) (string, error) {
	shell, err := b.shellRuns(ctx)
	if err != nil {
		return "", err
	}
	bare, err := b.newBare(ctx)
	if err != nil {
		return "", err
	}
	defer bare.engine.Close()
	if err := bare.run(ctx); err != nil { // also brings the image into memory
		return "", err
	}
	return b.race(func(n int) (time.Duration, error) { return bare.class(ctx, n).time() }, shell)
}

// bare runs containers that do nothing.
type bare struct {
	engine *engine.Engine
	spec   client.ContainerCreateOptions
}

func (b *bench) newBare(ctx context.Context) (*bare, error) {
	made, err := b.docker.Images().Ensure(ctx, graders.Node, b.imageOptions())
	if err != nil {
		return nil, err
	}
	e, err := engine.Connect(ctx, engine.Options{})
	if err != nil {
		return nil, err
	}
	info, err := e.Describe(ctx)
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	// As shellLimits are, in the API's words.
	limits := b.exercise.EffectiveLimits()
	processes := int64(limits.Processes)
	return &bare{engine: e, spec: client.ContainerCreateOptions{
		Config: &container.Config{
			Image: made.ID, User: image.User, WorkingDir: image.WorkFolder, NetworkDisabled: true,
			Entrypoint: []string{nodeInImage}, Cmd: []string{"-e", "0"},
		},
		HostConfig: &container.HostConfig{
			NetworkMode: "none", IpcMode: "none", ReadonlyRootfs: true, CapDrop: []string{"ALL"}, AutoRemove: true,
			SecurityOpt: []string{"no-new-privileges:true"}, LogConfig: container.LogConfig{Type: "none"}, Runtime: info.Quickest(),
			Tmpfs:     map[string]string{image.WorkFolder: fmt.Sprintf("rw,nosuid,nodev,noexec,size=%d,mode=1777", limits.Disk)},
			Resources: container.Resources{Memory: limits.Memory, MemorySwap: limits.Memory, NanoCPUs: 2e9, PidsLimit: &processes},
		},
	}}, nil
}

func (b *bare) class(ctx context.Context, n int) side {
	return side{run: func() error {
		all, ctx := errgroup.WithContext(ctx)
		all.SetLimit(abreast)
		for range n {
			all.Go(func() error { return b.run(ctx) })
		}
		return all.Wait()
	}}
}

// run returns when the container is gone.
func (b *bare) run(ctx context.Context) error {
	created, err := b.engine.ContainerCreate(ctx, b.spec)
	if err != nil {
		return err
	}
	gone := b.engine.ContainerWait(ctx, created.ID, client.ContainerWaitOptions{Condition: container.WaitConditionRemoved})
	if _, err := b.engine.ContainerStart(ctx, created.ID, client.ContainerStartOptions{}); err != nil {
		_, removing := b.engine.ContainerRemove(ctx, created.ID, client.ContainerRemoveOptions{Force: true})
		return errors.Join(err, removing)
	}
	select {
	case answer := <-gone.Result:
		if answer.StatusCode != 0 {
			return fmt.Errorf("a bare node ended with %d", answer.StatusCode)
		}
		return nil
	case err := <-gone.Error:
		return err
	}
}
