package engine

import (
	"context"

	"github.com/moby/moby/api/pkg/authconfig"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/log"
)

// configured asks testcontainers, which also knows ~/.testcontainers.properties.
// It comes last because it costs 40 ms and several requests where a look at the
// usual sockets costs one.
func configured(ctx context.Context) *Engine {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	silence()
	c, err := testcontainers.NewDockerClientWithOpts(ctx)
	if err != nil {
		return nil
	}
	engine := &Engine{Client: c.Client, Host: c.DaemonHost(), Source: "the testcontainers configuration"}
	if engine.greet(ctx) != nil {
		c.Close()
		return nil
	}
	return engine
}

// Credentials returns what the Docker command line knows about an image's
// registry, as the engine wants it; empty for none.
func Credentials(ctx context.Context, ref string) string {
	silence()
	_, auth, err := testcontainers.DockerImageAuth(ctx, ref)
	if err != nil {
		return ""
	}
	encoded, err := authconfig.Encode(auth)
	if err != nil {
		return ""
	}
	return encoded
}

// silence keeps testcontainers from greeting the engine on standard error.
func silence() { log.SetDefault(log.NewNoopLogger()) }
