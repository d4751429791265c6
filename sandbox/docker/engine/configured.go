package engine

import (
	"context"

	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/log"
)

// configured asks testcontainers, which also knows ~/.testcontainers.properties.
// It comes last because it costs 40 ms and several requests where a look at the
// usual sockets costs one.
func configured(ctx context.Context) *Engine {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	log.SetDefault(log.NewNoopLogger()) // it greets every engine on standard error
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
