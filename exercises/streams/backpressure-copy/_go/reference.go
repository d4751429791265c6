package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

// Copy copies everything from src to dst and closes both, whatever happens. It
// returns how many bytes the sink took. Success means that the sink has flushed.
//
// io.Copy reads a chunk only after the one before was written, so nothing piles
// up. A Read that blocks ends when the source is closed, which is how a cancelled
// ctx reaches it.
func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	closeSource := sync.OnceValue(src.Close)
	stop := context.AfterFunc(ctx, func() { closeSource() })
	defer stop()

	copied, err := io.Copy(dst, src)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return copied, errors.Join(err, closeSource(), dst.Close())
}
