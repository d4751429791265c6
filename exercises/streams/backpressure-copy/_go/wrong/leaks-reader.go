// fails: no-leaked-work
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
	chunks := make(chan []byte)
	reading := make(chan error)
	go func() {
		for {
			buffer := make([]byte, 4096)
			n, err := src.Read(buffer)
			if n > 0 {
				chunks <- buffer[:n]
			}
			if err != nil {
				reading <- err
				return
			}
		}
	}()
	for err == nil {
		select {
		case chunk := <-chunks:
			var n int
			n, err = dst.Write(chunk)
			copied += int64(n)
			if err == nil && n < len(chunk) {
				err = io.ErrShortWrite
			}
			if err != nil {
				return copied, errors.Join(err, closeSource(), dst.Close())
			}
		case err = <-reading:
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
