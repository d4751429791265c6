package docker

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"

	"drill/sandbox"
	"drill/sandbox/docker/engine"
)

// codeKilled is how a container ends whose first process got SIGKILL.
const codeKilled = 137

// codeCPU is how a process ends by SIGXCPU.
const codeCPU = 152

// Stdin implements [sandbox.Process].
func (c *box) Stdin() io.WriteCloser { return input{c.attached} }

type input struct{ client.HijackedResponse }

func (i input) Write(p []byte) (int, error) { return i.Conn.Write(p) }

func (i input) Close() error { return i.CloseWrite() }

// Stdout implements [sandbox.Process].
func (c *box) Stdout() io.Reader { return c.stdout }

// Stderr implements [sandbox.Process].
func (c *box) Stderr() io.Reader { return c.stderr }

// Kill implements [sandbox.Process]. The streams end at once; the container goes
// in the background.
func (c *box) Kill() { c.discard() }

// Wait implements [sandbox.Process].
func (c *box) Wait() (sandbox.Exit, error) {
	<-c.ended
	select {
	case <-c.unasked:
		return sandbox.Exit{Code: codeKilled}, nil
	default:
	}
	select {
	case <-c.unasked:
		return sandbox.Exit{Code: codeKilled}, nil
	case e := <-c.exit:
		if e.err != nil {
			return sandbox.Exit{}, c.sandbox.engine.Explain("tell how a sandbox ended", e.err)
		}
		return c.interpret(e.code)
	case <-time.After(patience):
		return sandbox.Exit{}, &engine.Fault{Problem: "the container engine does not tell how a sandbox ended", Remedy: "see what 'drill doctor' says, then try again"}
	}
}

// interpret finds out what the exit code means. Code in the sandbox cannot send
// SIGKILL to the first process, so that comes from a limit or from outside; but a
// process can also end by itself with the same code.
func (c *box) interpret(code int) (sandbox.Exit, error) {
	e := sandbox.Exit{Code: code, OutOfCPU: code == codeCPU}
	if code != codeKilled {
		return e, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	available := time.Duration(float64(time.Since(c.made)) * c.sandbox.options.CPUs)
	switch {
	case c.sandbox.exhausted(ctx, c.id, c.made):
		e.OutOfMemory = true
	case available >= c.request.limits.CPU:
		e.OutOfCPU = true
	case c.sandbox.engine.IsPodman(ctx):
		e.OutOfMemory = true
	case c.sandbox.interrupted(ctx, c.id, c.made):
		return e, &engine.Fault{Problem: "a sandbox was killed from outside", Remedy: "see who stopped the container, then try again"}
	}
	return e, nil
}

// farewell is how long a harness that has said its last word may take to end. The
// engine needs a process of its own to kill one.
const farewell = time.Second

// Dismiss implements [sandbox.Dismisser].
func (c *box) Dismiss() {
	c.letGo(func() {
		select {
		case <-c.exit:
		case <-time.After(farewell):
		}
		close(c.killed)
	})
}

// discard closes the streams and removes the container in the background, once.
func (c *box) discard() { c.letGo(func() { close(c.killed) }) }

// letGo closes the streams and removes the container in the background, after what
// has to come before, once.
func (c *box) letGo(before func()) {
	c.release.Do(func() {
		close(c.unasked)
		if c.attached.Conn != nil {
			c.attached.Close()
		}
		c.sandbox.work.Go(func() {
			before()
			c.sandbox.remove(c.id)
		})
	})
}

// attempts is how often a removal is tried before it is left to the next sweep.
const attempts = 3

// pause is the time between two attempts: Podman fails while a container ends.
const pause = 200 * time.Millisecond

// remove makes sure that a container is gone, which takes about 50 ms.
func (s *Sandbox) remove(id string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for range attempts {
		_, err := s.engine.ContainerRemove(ctx, id, client.ContainerRemoveOptions{Force: true, RemoveVolumes: true})
		if err == nil || errdefs.IsNotFound(err) {
			return
		}
		if alreadyGoing(err) {
			waiting := s.engine.ContainerWait(ctx, id, client.ContainerWaitOptions{Condition: container.WaitConditionRemoved})
			select {
			case <-waiting.Result:
			case <-waiting.Error:
			}
			return
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
	}
}

func alreadyGoing(err error) bool {
	return errdefs.IsConflict(err) && strings.Contains(err.Error(), "already in progress")
}
