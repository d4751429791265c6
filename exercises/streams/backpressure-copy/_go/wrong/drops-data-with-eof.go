// fails: data-integrity
package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (copied int64, err error) {
	closeSource := sync.OnceValue(src.Close)
	defer context.AfterFunc(ctx, func() { closeSource() })()
	buffer := make([]byte, 4096)
	for {
		n, err := src.Read(buffer)
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		if err == io.EOF {
			return copied, errors.Join(closeSource(), dst.Close())
		}
		if err == nil {
			var written int
			written, err = dst.Write(buffer[:n])
			copied += int64(written)
			if err == nil && written < n {
				err = io.ErrShortWrite
			}
		}
		if err != nil {
			return copied, errors.Join(err, closeSource(), dst.Close())
		}
	}
}
