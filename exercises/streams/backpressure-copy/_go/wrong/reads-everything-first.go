// fails: backpressure, data-integrity, error-propagation, cancellation
package solution

import (
	"context"
	"errors"
	"io"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	all, err := io.ReadAll(src)
	if err != nil {
		return 0, errors.Join(err, src.Close(), dst.Close())
	}
	n, err := dst.Write(all)
	return int64(n), errors.Join(err, src.Close(), dst.Close())
}
