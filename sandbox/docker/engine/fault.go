package engine

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/client"
)

// Fault is a failure of the engine or of the way to it, never of a solution. Its
// message names the problem and then what to do.
type Fault struct {
	Problem string
	Remedy  string
	Err     error // the engine's own words; may be nil
}

func (f *Fault) Error() string {
	text := f.Problem
	if f.Err != nil {
		text += " (" + strings.TrimPrefix(f.Err.Error(), "Error response from daemon: ") + ")"
	}
	return text + ": " + f.Remedy
}

func (f *Fault) Unwrap() error { return f.Err }

var errWindows = errors.New("it runs Windows containers")

// unreachable explains why the first request had no answer.
func (e *Engine) unreachable(err error) error {
	where := "the container engine at " + e.Host + " (" + e.Source + ")"
	switch {
	case errors.Is(err, errWindows):
		return &Fault{Problem: where + " runs Windows containers", Remedy: "switch it to Linux containers"}
	case isDenied(err):
		return &Fault{Problem: "you may not use " + where, Remedy: "add yourself to the group that owns the socket (often docker), then log in again", Err: err}
	}
	return &Fault{Problem: where + " does not answer", Remedy: "start it, or point DOCKER_HOST at another", Err: err}
}

func isDenied(err error) bool {
	return errors.Is(err, fs.ErrPermission) || strings.Contains(err.Error(), "permission denied")
}

// Explain turns an error of the engine's into a [Fault]; doing names what failed,
// such as "start a sandbox". The context's own end stays what it is.
func (e *Engine) Explain(doing string, err error) error {
	var known *Fault
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isLost(err):
		return &Fault{Problem: "the container engine at " + e.Host + " stopped answering", Remedy: "see that it runs, then try again", Err: err}
	case isFull(err):
		return &Fault{Problem: "the container engine has no disk space left", Remedy: "free some, for example with 'docker system prune'", Err: err}
	case isWithoutImage(err):
		return &Fault{Problem: "a runner image is gone", Remedy: "build it again with 'drill image build'", Err: err}
	}
	return &Fault{Problem: "the container engine could not " + doing, Remedy: "see what 'drill doctor' says, then try again", Err: err}
}

// isLost tells a broken connection from an engine's answer.
func isLost(err error) bool {
	var network *net.OpError
	return client.IsErrConnectionFailed(err) || errors.As(err, &network) || errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

func isFull(err error) bool { return strings.Contains(err.Error(), "no space left on device") }

func isWithoutImage(err error) bool {
	return errdefs.IsNotFound(err) && strings.Contains(strings.ToLower(err.Error()), "image")
}

// IsRefusal reports whether the engine answered and did not do what it was asked, for
// another reason than a full disk or an image that is gone: one that may be the
// runtime's.
func IsRefusal(err error) bool {
	return err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) &&
		!isLost(err) && !isFull(err) && !isWithoutImage(err)
}
