package docker

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/moby/moby/api/pkg/stdcopy"
	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"

	"drill/sandbox"
)

// Kinds of containers.
const (
	kindJob   = "job"   // made for one job
	kindSpare = "spare" // made ahead for whatever comes next, in this process
	kindPool  = "pool"  // made ahead, one of several
	kindLeft  = "left"  // made ahead, for a later process
)

// box is a container with its streams; it implements [sandbox.Process].
type box struct {
	sandbox *Sandbox
	request request
	kind    string
	runtime string // empty: the engine's own, or not known
	id      string // its name until the engine has answered
	made    time.Time

	attached       client.HijackedResponse
	stdout, stderr *io.PipeReader
	ended          chan struct{} // closed when the streams came to their end
	exit           chan exit     // what the engine says about the end

	release sync.Once
	killed  chan struct{} // closed when drill has done with the container
	unasked chan struct{} // closed when drill does not ask any more how it ends
}

type exit struct {
	code int
	err  error
}

var _ sandbox.Process = (*box)(nil)

// patience is how long the engine may take for one request.
const patience = 30 * time.Second

// boot creates and starts a container with the runtime of choice.
func (s *Sandbox) boot(ctx context.Context, r request, kind string) (*box, error) {
	return s.withRuntime(ctx, func(runtime string) (*box, error) { return s.bootWith(ctx, r, kind, runtime) })
}

// bootWith creates and starts a container. The streams are attached before it
// starts, so that nothing it prints is lost.
func (s *Sandbox) bootWith(ctx context.Context, r request, kind, runtime string) (*box, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	c, err := s.create(ctx, r, kind, runtime)
	if err != nil {
		return nil, err
	}
	if err := c.attach(ctx, container.WaitConditionNextExit); err != nil {
		c.discard()
		return nil, err
	}
	if err := c.start(ctx); err != nil {
		c.discard()
		return nil, err
	}
	return c, nil
}

// create makes a container that is not started. It goes by a name of ours until
// the engine's identifier is known: one that was made although the answer got lost
// can be removed, too. For the same reason nobody can cancel it.
func (s *Sandbox) create(ctx context.Context, r request, kind, runtime string) (*box, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	spec := s.spec(r, kind, runtime)
	spec.Name = "drill-" + kind + "-" + sandbox.NewNonce()[:12]
	c := s.newBox(r, kind, spec.Name)
	c.runtime = runtime
	created, err := s.engine.ContainerCreate(ctx, spec)
	if err != nil && strings.Contains(err.Error(), inodesOption) && !s.withoutInodes.Swap(true) {
		return s.create(ctx, r, kind, runtime)
	}
	if err != nil {
		c.discard()
		return nil, s.engine.ExplainRuntime(ctx, runtime, "create a sandbox", err)
	}
	c.id = created.ID
	return c, nil
}

func (s *Sandbox) newBox(r request, kind, id string) *box {
	return &box{
		sandbox: s, request: r, kind: kind, id: id, made: time.Now(),
		ended: make(chan struct{}), exit: make(chan exit, 1), killed: make(chan struct{}), unasked: make(chan struct{}),
	}
}

func (c *box) start(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, err := c.sandbox.engine.ContainerStart(ctx, c.id, client.ContainerStartOptions{})
	return c.sandbox.engine.ExplainRuntime(ctx, c.runtime, "start a sandbox", err)
}

// attach connects the streams and asks to be told of the end. Both requests are
// under way at the same time.
func (c *box) attach(ctx context.Context, condition container.WaitCondition) error {
	asked := make(chan struct{})
	go c.watch(condition, asked)
	attached, err := c.sandbox.engine.ContainerAttach(ctx, c.id, client.ContainerAttachOptions{Stream: true, Stdin: true, Stdout: true, Stderr: true})
	<-asked
	if err != nil {
		return c.sandbox.engine.Explain("attach to a sandbox", err)
	}
	c.attached = attached.HijackedResponse
	var stdout, stderr *io.PipeWriter
	c.stdout, stdout = io.Pipe()
	c.stderr, stderr = io.Pipe()
	go func() {
		defer close(c.ended)
		// An end that is none shows when the exit code is asked for.
		_, _ = stdcopy.StdCopy(stdout, stderr, c.attached.Reader)
		stdout.Close()
		stderr.Close()
	}()
	return nil
}

// watch learns how the container ends.
func (c *box) watch(condition container.WaitCondition, asked chan<- struct{}) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	waiting := c.sandbox.engine.ContainerWait(ctx, c.id, client.ContainerWaitOptions{Condition: condition})
	close(asked)
	select {
	case answer := <-waiting.Result:
		e := exit{code: int(answer.StatusCode)}
		if answer.Error != nil {
			e.err = errors.New(answer.Error.Message)
		}
		c.exit <- e
	case err := <-waiting.Error:
		c.exit <- exit{err: err}
	case <-c.killed:
		cancel()
		select { // its goroutine has one of the two to deliver
		case <-waiting.Result:
		case <-waiting.Error:
		}
	}
}
