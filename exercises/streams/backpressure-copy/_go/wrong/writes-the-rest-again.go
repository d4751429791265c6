// fails: error-propagation
package solution

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
)

// source is a Reader that stops at cancellation and hides every other method of src.
type source struct {
	ctx context.Context
	src io.Reader
}

func (s source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.src.Read(p)
	if cancelled := s.ctx.Err(); cancelled != nil {
		return 0, cancelled // whatever a closed source says, io.EOF too
	}
	return n, err
}

// sink is a Writer only: io.Copy must not find a ReadFrom.
type sink struct{ dst io.Writer }

func (s sink) Write(p []byte) (int, error) {
	done := 0
	for done < len(p) {
		n, err := s.dst.Write(p[done:])
		done += n
		if err != nil {
			return done, err
		}
		if n <= 0 {
			return done, io.ErrShortWrite
		}
	}
	return done, nil
}

type once struct {
	io.Closer
	sync.Once
	err error
}

func (o *once) Close() error {
	o.Do(func() { o.err = o.Closer.Close() })
	return o.err
}

// Copy copies everything from src to dst and closes both, whatever happens.
func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	in, out := &once{Closer: src}, &once{Closer: dst}
	defer in.Close()
	defer out.Close()

	var watcher sync.WaitGroup
	finished := make(chan struct{})
	watcher.Go(func() {
		select {
		case <-ctx.Done():
			in.Close()
			out.Close()
		case <-finished:
		}
	})

	n, err := func() (int64, error) {
		defer watcher.Wait()
		defer close(finished)
		return io.Copy(sink{dst}, source{ctx, src})
	}()
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	if closeErr := in.Close(); closeErr != nil {
		err = errors.Join(err, fmt.Errorf("close source: %w", closeErr))
	}
	if closeErr := out.Close(); closeErr != nil {
		err = errors.Join(err, fmt.Errorf("close sink: %w", closeErr))
	}
	return n, err
}
