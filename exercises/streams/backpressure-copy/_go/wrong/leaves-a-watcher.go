// fails: no-leaked-work
package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	closeSource := sync.OnceValue(src.Close)
	go func() {
		<-ctx.Done()
		closeSource()
	}()
	copied, err := io.Copy(dst, src)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return copied, errors.Join(err, closeSource(), dst.Close())
}
