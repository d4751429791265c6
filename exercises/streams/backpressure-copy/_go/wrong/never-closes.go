// fails: completion-after-flush, error-propagation, resource-cleanup, cancellation
package solution

import (
	"context"
	"io"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	return io.Copy(dst, src)
}
