package solution

import (
	"context"
	"fmt"
	"io"
	"sync"
)

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (copied int64, err error) {
	var once sync.Once
	closeSource := func() { once.Do(func() { src.Close() }) }
	defer closeSource()
	defer func() {
		if closing := dst.Close(); err == nil && closing != nil {
			err = fmt.Errorf("flush: %w", closing)
		}
	}()
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-ctx.Done():
			closeSource()
		case <-done:
		}
	}()
	buffer := make([]byte, 16<<10)
	for {
		n, reading := src.Read(buffer)
		if n > 0 {
			written, writing := dst.Write(buffer[:n])
			copied += int64(written)
			if writing != nil {
				return copied, fmt.Errorf("write: %w", writing)
			}
			if written < n {
				return copied, io.ErrShortWrite
			}
		}
		switch {
		case ctx.Err() != nil:
			return copied, ctx.Err()
		case reading == io.EOF:
			return copied, nil
		case reading != nil:
			return copied, fmt.Errorf("read: %w", reading)
		}
	}
}
