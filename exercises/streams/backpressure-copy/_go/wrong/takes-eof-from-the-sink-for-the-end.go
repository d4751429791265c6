// fails: error-propagation
package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

// Copy copies everything from src to dst and closes both, whatever happens. It
// returns how many bytes the sink took. Success means that the sink has flushed.
func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (copied int64, err error) {
	closeSrc := sync.OnceValue(src.Close)
	closeDst := sync.OnceValue(dst.Close)
	defer func() { err = errors.Join(err, closeSrc(), closeDst()) }()

	if ctx.Err() != nil {
		return 0, context.Cause(ctx)
	}

	// Closing the ends is what ends a blocked Read or Write.
	unblocked := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(unblocked)
		closeSrc()
		closeDst()
	})
	watching := true
	// unwatch reports whether ctx was cancelled while we were watching.
	unwatch := func() bool {
		if !watching {
			return false
		}
		watching = false
		if stop() {
			return false
		}
		<-unblocked
		return true
	}
	defer unwatch()

	buf := make([]byte, 32<<10)
	for {
		n, readErr := src.Read(buf)
		if readErr != nil && unwatch() {
			return copied, context.Cause(ctx)
		}
		if watching && ctx.Err() != nil {
			return copied, context.Cause(ctx)
		}
		if n > 0 {
			w, writeErr := dst.Write(buf[:n])
			copied += int64(max(0, min(w, n)))
			if watching && ctx.Err() != nil {
				return copied, errors.Join(context.Cause(ctx), writeErr)
			}
			if writeErr != nil {
				if writeErr == io.EOF {
					return copied, nil
				}
				return copied, writeErr
			}
			if w != n {
				return copied, io.ErrShortWrite
			}
		}
		if readErr == io.EOF {
			return copied, nil
		}
		if readErr != nil {
			return copied, readErr
		}
	}
}
