package docker

import (
	"context"
	"sync"

	"drill/sandbox/docker/engine"
)

// quickest remembers what the engine said about its runtimes.
type quickest struct {
	mu       sync.Mutex
	known    bool
	name     string
	unusable bool // the engine has it and cannot make containers with it
}

// runtime is the engine's runtime for a container: the one asked for, else the
// quickest that is as safe as the engine's own (see [engine.Info.Quickest]). An
// engine that does not tell uses its own.
func (s *Sandbox) runtime(ctx context.Context) string {
	if s.options.Runtime != "" {
		return s.options.Runtime
	}
	q := &s.quickest
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.unusable {
		return ""
	}
	if !q.known {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		info, err := s.engine.Describe(ctx)
		q.known, q.name = err == nil, info.Quickest()
	}
	return q.name
}

// ReadsPrograms reports whether images for a runtime must hold programs that the
// sandbox's user may read. The kernel, under runc and crun, needs no such right to run
// them; gVisor loads them itself, as that user.
func ReadsPrograms(runtime string) bool {
	return runtime != "" && runtime != engine.Runc && runtime != engine.Crun
}

// withRuntime makes a container with the runtime of choice. What the engine refuses
// with one that drill chose itself is tried with the engine's own: a runtime may be
// registered and yet be gone, or not cope with the machine's cgroups. When that helps
// the other is not used again in this process.
func (s *Sandbox) withRuntime(ctx context.Context, attempt func(runtime string) (*box, error)) (*box, error) {
	runtime := s.runtime(ctx)
	c, err := attempt(runtime)
	if runtime == s.options.Runtime || !engine.IsRefusal(err) {
		return c, err
	}
	c, err = attempt("")
	if err == nil {
		s.quickest.giveUp()
	}
	return c, err
}

func (q *quickest) giveUp() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.unusable = true
}

// forget lets the engine be asked again: it may have been started anew with other
// runtimes.
func (q *quickest) forget() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.known = false
}
