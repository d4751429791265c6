// fails: backpressure
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
	chunks := make(chan []byte, 1<<16)
	var reading error
	go func() {
		defer close(chunks)
		for reading == nil {
			buffer := make([]byte, 4096)
			var n int
			n, reading = src.Read(buffer)
			if n > 0 {
				chunks <- buffer[:n]
			}
		}
	}()
	for chunk := range chunks {
		n, writing := dst.Write(chunk)
		copied += int64(n)
		if writing == nil && n < len(chunk) {
			writing = io.ErrShortWrite
		}
		if writing != nil {
			return copied, errors.Join(writing, closeSource(), dst.Close())
		}
	}
	if reading != io.EOF {
		err = reading
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return copied, errors.Join(err, closeSource(), dst.Close())
}
