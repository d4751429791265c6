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
	for err == nil {
		var n int
		n, err = src.Read(buffer)
		if n > 0 && (err == nil || err == io.EOF) {
			written, writing := dst.Write(buffer[:n])
			copied += int64(written)
			if writing == nil && written < n {
				writing = io.ErrShortWrite
			}
			if writing != nil {
				return copied, errors.Join(writing, closeSource(), dst.Close())
			}
		}
	}
	if err == io.EOF {
		err = nil
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return copied, errors.Join(err, closeSource(), dst.Close())
}
