// fails: end-of-input
package solution

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
)

// style: manual buffer, iter.Pull2, an explicit state machine; errors wrapped; buffer reused for the chunk

func Pages[T any](ctx context.Context, fetch func(ctx context.Context, page int) ([]T, error)) iter.Seq2[T, error] {
	pull := func(n int) (items []T, end bool, err error) {
		if err = ctx.Err(); err != nil {
			return nil, true, err
		}
		items, err = fetch(ctx, n)
		switch {
		case ctx.Err() != nil:
			return nil, true, ctx.Err()
		case err == io.EOF:
			return nil, true, nil
		case err != nil:
			return nil, true, fmt.Errorf("page %d: %w", n, err)
		}
		return items, false, nil
	}
	return func(yield func(T, error) bool) {
		for n := 0; ; n++ {
			items, end, err := pull(n)
			if err != nil {
				yield(*new(T), err)
			}
			if end {
				return
			}
			for i := range items {
				if !yield(items[i], nil) {
					return
				}
			}
		}
	}
}

func Lines(r io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var pending []byte
		chunk := make([]byte, 4096)
		for {
			n, err := r.Read(chunk)
			if err != nil {
				n = 0
			}
			pending = append(pending, chunk[:n]...)
			for {
				i := bytes.IndexByte(pending, '\n')
				if i < 0 {
					break
				}
				line := pending[:i]
				pending = pending[i+1:]
				if !yield(string(bytes.TrimSuffix(line, []byte{'\r'})), nil) {
					return
				}
			}
			switch {
			case err == io.EOF:
				if len(pending) > 0 {
					yield(string(pending), nil)
				}
				return
			case err != nil:
				yield("", fmt.Errorf("lines: %w", err))
				return
			}
		}
	}
}

func Batch[T any](ctx context.Context, size int, seq iter.Seq2[T, error], insert func(ctx context.Context, items []T) error) error {
	next, stop := iter.Pull2(seq)
	defer stop()
	for {
		batch := make([]T, 0, size)
		more := true
		for more && len(batch) < size {
			if err := ctx.Err(); err != nil {
				return err
			}
			item, err, ok := next()
			if cerr := ctx.Err(); cerr != nil {
				return cerr
			}
			if err != nil {
				return fmt.Errorf("source: %w", err)
			}
			if more = ok; ok {
				batch = append(batch, item)
			}
		}
		if len(batch) > 0 {
			err := insert(ctx, batch)
			if cerr := ctx.Err(); cerr != nil {
				return cerr
			}
			if err != nil {
				return fmt.Errorf("insert: %w", err)
			}
		}
		if !more {
			return nil
		}
	}
}
