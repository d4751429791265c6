// fails: cancellation
package solution

import (
	"context"
	"errors"
	"io"
)

func Copy(_ context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	copied, err := io.Copy(dst, src)
	return copied, errors.Join(err, src.Close(), dst.Close())
}
