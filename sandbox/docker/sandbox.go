package docker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"drill/graders"
	"drill/sandbox"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

// Sandbox runs jobs in containers. It may be used by several goroutines at once.
type Sandbox struct {
	engine  *engine.Engine
	images  *image.Images
	options Options
	owner   owner

	mu     sync.Mutex
	known  map[graders.Language]image.Image
	pools  map[string]*pool
	closed bool
	swept  time.Time

	work sync.WaitGroup // removals and boots under way

	quickest      quickest
	withoutInodes atomic.Bool // the engine refused that mount option
}

var _ graders.Sandbox = (*Sandbox)(nil)

// Fault is a failure of the engine's; see [engine.Fault].
type Fault = engine.Fault

const defaultCPUs = 2

// New connects to an engine, which takes about a millisecond. The error is a
// [Fault].
func New(ctx context.Context, o Options) (*Sandbox, error) {
	e := o.Connection
	if e == nil {
		var err error
		if e, err = engine.Connect(ctx, o.Engine); err != nil {
			return nil, err
		}
	}
	if o.CPUs == 0 {
		o.CPUs = defaultCPUs
	}
	if o.Idle == 0 {
		o.Idle = sandbox.Idle
	}
	if o.Claims == "" {
		o.Claims = usualClaims()
	}
	s := &Sandbox{
		engine: e, options: o, owner: thisProcess(), images: image.New(e, o.Recipes...),
		known: map[graders.Language]image.Image{}, pools: map[string]*pool{},
	}
	return s, nil
}

// Images returns the runner images of the sandbox's engine.
func (s *Sandbox) Images() *image.Images { return s.images }

// Run implements [graders.Sandbox]: it uses a spare where there is one, else a
// fresh container. When that breaks before the harness acknowledged the job it is
// tried once more.
func (s *Sandbox) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	request, err := s.request(ctx, job.Language, job.Limits)
	if err != nil {
		return nil, err
	}
	c := s.spare(ctx, request)
	if c == nil {
		if c, err = s.boot(ctx, request, kindJob); err != nil {
			return s.again(ctx, job, err)
		}
	}
	recording, err := s.drive(ctx, c, job)
	if err != nil && errors.Is(err, sandbox.ErrNotAcknowledged) {
		return s.again(ctx, job, err)
	}
	return recording, err
}

// again is the second and last attempt, in a fresh container, with the image
// looked up anew and no runtime that drill chose itself. What the first one said is
// told when this one fails, too.
func (s *Sandbox) again(ctx context.Context, job graders.Job, first error) (*graders.Recording, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	s.forget(job.Language)
	request, err := s.request(ctx, job.Language, job.Limits)
	if err != nil {
		return nil, err
	}
	c, err := s.bootWith(ctx, request, kindJob, s.options.Runtime)
	if err != nil {
		return nil, err
	}
	recording, err := s.drive(ctx, c, job)
	if err != nil && first.Error() != err.Error() {
		return nil, fmt.Errorf("%w (the first attempt: %w)", err, first)
	}
	return recording, err
}

// drive runs the job in a container and removes that, whatever happens.
func (s *Sandbox) drive(ctx context.Context, c *box, job graders.Job) (*graders.Recording, error) {
	defer c.discard()
	defer s.refill(c.request)
	defer s.sweepNowAndThen()
	if s.options.Started != nil {
		s.options.Started(c.id)
	}
	recording, err := sandbox.Drive(ctx, c, job)
	if err != nil {
		return nil, err
	}
	c.explain(ctx, recording)
	i := c.request.image
	recording.Environment.Sandbox = "docker"
	recording.Environment.Image, recording.Environment.Digest = i.Ref, i.Digest
	recording.Environment.Spare, recording.Environment.Container = c.kind != kindJob, c.id
	recording.Environment.Confined = c.confinement()
	return recording, nil
}

func (c *box) confinement() string {
	if c.runtime != "" {
		return "container, runtime " + c.runtime
	}
	return "container"
}

// Close removes all spares of this process, except those left behind, and waits
// until everything under way is gone or the context ends.
func (s *Sandbox) Close(ctx context.Context) error {
	s.drain()
	done := make(chan struct{})
	go func() {
		s.work.Wait()
		close(done)
	}()
	var err error
	select {
	case <-done:
	case <-ctx.Done():
		err = fmt.Errorf("containers may be left, and will be removed by the next drill: %w", ctx.Err())
	}
	if s.options.Connection == nil {
		err = errors.Join(err, s.engine.Close())
	}
	return err
}
