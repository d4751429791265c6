// fails: data-integrity, error-propagation, cancellation
package solution

import (
	"context"
	"io"
	"sync"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	closeSource := sync.OnceFunc(func() { src.Close() })
	defer context.AfterFunc(ctx, closeSource)()
	copied, _ := io.Copy(dst, src)
	closeSource()
	dst.Close()
	return copied, nil
}
