// Package engine connects to a container engine: Docker, or Podman through its
// Docker-compatible socket.
package engine

import (
	"context"
	"os"
	"time"

	"github.com/moby/moby/client"
)

// Engine is a connection to a container engine that has answered.
type Engine struct {
	*client.Client
	// Host is the address, such as "unix:///var/run/docker.sock".
	Host string
	// Source says where the address was found, such as "DOCKER_HOST".
	Source string
	// APIVersion is the version both sides speak, such as "1.41".
	APIVersion string
}

// Options say which engine to use; the zero value looks for one.
type Options struct {
	// Host is the address of an engine; it overrides everything else.
	Host string
	// Getenv and Home replace the process's environment and home folder.
	Getenv func(string) string
	Home   string
}

// patience is how long an engine may take to answer the first time. A socket
// that nobody serves refuses at once; this is for a remote one that is silent.
const patience = 3 * time.Second

// Connect finds an engine and makes sure that it answers. It takes about 1 ms
// where DOCKER_HOST, a Docker context or a usual socket leads to one. The error
// is a [Fault].
func Connect(ctx context.Context, o Options) (*Engine, error) {
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	if o.Home == "" {
		o.Home, _ = os.UserHomeDir()
	}
	given, err := chosen(o)
	if err != nil {
		return nil, err
	}
	if given != nil {
		return dial(ctx, *given)
	}
	return search(ctx, o)
}

// search tries the usual sockets, then what testcontainers is configured for.
func search(ctx context.Context, o Options) (*Engine, error) {
	var denied error
	for _, e := range usual(o) {
		engine, err := dial(ctx, e)
		if err == nil {
			return engine, nil
		}
		if isDenied(err) && denied == nil {
			denied = err
		}
	}
	if engine := configured(ctx); engine != nil {
		return engine, nil
	}
	if denied != nil {
		return nil, denied
	}
	return nil, &Fault{Problem: "no container engine answers", Remedy: "start Docker or Podman, or set DOCKER_HOST"}
}

func dial(ctx context.Context, e endpoint) (*Engine, error) {
	options, err := e.options()
	if err != nil {
		return nil, err
	}
	c, err := client.New(options...)
	if err != nil {
		return nil, &Fault{Problem: "the address " + e.host + " of " + e.source + " is no container engine's", Remedy: "correct it", Err: err}
	}
	engine := &Engine{Client: c, Host: e.host, Source: e.source}
	if err := engine.greet(ctx); err != nil {
		c.Close()
		return nil, engine.unreachable(err)
	}
	return engine, nil
}

func (e *Engine) greet(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	pong, err := e.Ping(ctx, client.PingOptions{NegotiateAPIVersion: true})
	if err != nil {
		return err
	}
	e.APIVersion = e.ClientVersion()
	if pong.OSType == "windows" {
		return errWindows
	}
	return nil
}
