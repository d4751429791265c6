// fails: resource-cleanup
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
		return copied, errors.Join(ctx.Err(), dst.Close())
	}
	if err != nil {
		return copied, err
	}
	return copied, errors.Join(closeSource(), dst.Close())
}
