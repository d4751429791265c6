package solution

import (
	"bytes"
	"context"
	"io"
	"iter"
	"slices"
)

func Pages[T any](ctx context.Context, fetch func(ctx context.Context, page int) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var waiting []T
		for page := 0; ; {
			for len(waiting) == 0 {
				err := ctx.Err()
				if err == nil {
					waiting, err = fetch(ctx, page)
				}
				if err != nil {
					if err != io.EOF {
						yield(*new(T), err)
					}
					return
				}
				page++
			}
			if !yield(waiting[0], nil) {
				return
			}
			waiting = waiting[1:]
		}
	}
}

func Lines(r io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var held []byte
		chunk := make([]byte, 512)
		for {
			n, err := r.Read(chunk)
			held = append(held, chunk[:n]...)
			for {
				line, rest, found := bytes.Cut(held, []byte("\n"))
				if !found {
					break
				}
				if !yield(string(bytes.TrimSuffix(line, []byte("\r"))), nil) {
					return
				}
				held = rest
			}
			switch {
			case err == io.EOF && len(held) > 0:
				yield(string(held), nil)
				return
			case err == io.EOF:
				return
			case err != nil:
				yield("", err)
				return
			}
		}
	}
}

func Batch[T any](ctx context.Context, size int, seq iter.Seq2[T, error], insert func(ctx context.Context, items []T) error) error {
	next, stop := iter.Pull2(seq)
	defer stop()
	var batch []T
	for {
		item, err, more := next()
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if more {
			batch = append(batch, item)
		}
		if len(batch) == size || !more && len(batch) > 0 {
			if err := insert(ctx, slices.Clone(batch)); err != nil {
				return err
			}
			batch = batch[:0]
		}
		if !more {
			return nil
		}
	}
}
