// fails: data-integrity
package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (copied int64, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	closeSource := sync.OnceValue(src.Close)
	chunks := make(chan []byte)
	var reading error
	go func() {
		defer close(chunks)
		buffer := make([]byte, 4096)
		for reading == nil {
			var n int
			n, reading = src.Read(buffer)
			if n > 0 {
				select {
				case chunks <- buffer[:n]:
				case <-ctx.Done():
				}
			}
		}
	}()
	stop := context.AfterFunc(ctx, func() { closeSource() })
	for chunk := range chunks {
		var n int
		n, err = dst.Write(chunk)
		copied += int64(n)
		if err == nil && n < len(chunk) {
			err = io.ErrShortWrite
		}
		if err != nil {
			break
		}
	}
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	stop()
	closing := closeSource()
	cancel()
	for range chunks {
	}
	if err == nil && reading != io.EOF {
		err = reading
	}
	return copied, errors.Join(err, closing, dst.Close())
}
