package docker

import (
	"context"

	"drill/sandbox/docker/engine"
)

// Info describes a container engine; see [engine.Info].
type Info = engine.Info

// Available tells which engine answers. The error is a [Fault] that says what to
// do.
func Available(ctx context.Context, o engine.Options) (Info, error) {
	e, err := engine.Connect(ctx, o)
	if err != nil {
		return Info{}, err
	}
	defer e.Close()
	return e.Describe(ctx)
}
