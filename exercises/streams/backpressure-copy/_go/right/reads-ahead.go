package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

// Copy lets one goroutine read ahead by two chunks while another writes.
func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	closeSource := sync.OnceFunc(func() { src.Close() })
	defer context.AfterFunc(ctx, closeSource)()
	chunks := make(chan []byte, 2)
	readError := make(chan error, 1)
	go func() {
		defer close(chunks)
		readError <- read(ctx, src, chunks)
	}()
	copied, err := write(dst, chunks)
	if err != nil {
		cancel(err)
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	closeSource()
	for range chunks {
	}
	if err == nil {
		err = <-readError
	}
	return copied, errors.Join(err, dst.Close())
}

func read(ctx context.Context, src io.Reader, chunks chan<- []byte) error {
	for {
		buffer := make([]byte, 8<<10)
		n, err := src.Read(buffer)
		if n > 0 {
			select {
			case chunks <- buffer[:n]:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func write(dst io.Writer, chunks <-chan []byte) (copied int64, err error) {
	for chunk := range chunks {
		n, err := dst.Write(chunk)
		copied += int64(n)
		if err == nil && n < len(chunk) {
			err = io.ErrShortWrite
		}
		if err != nil {
			return copied, err
		}
	}
	return copied, nil
}
