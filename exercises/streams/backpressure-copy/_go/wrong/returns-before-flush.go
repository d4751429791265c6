// fails: completion-after-flush, error-propagation, no-leaked-work
package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	closeSource := sync.OnceValue(src.Close)
	defer context.AfterFunc(ctx, func() { closeSource() })()
	copied, err := io.Copy(dst, src)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	go dst.Close()
	return copied, errors.Join(err, closeSource())
}
