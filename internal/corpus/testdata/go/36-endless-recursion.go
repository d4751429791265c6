// attack 36: recurses for ever | exercise: backpressure-copy | only: data-integrity | limits: wall=20s | passes: none | status: error
package solution

import (
	"context"
	"io"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	n, err := Copy(ctx, dst, src)
	return n + 1, err
}
