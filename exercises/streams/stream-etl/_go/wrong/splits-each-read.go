// fails: chunk-boundary
package solution

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"
)

func Pages[T any](ctx context.Context, fetch func(ctx context.Context, page int) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for page := 0; ; page++ {
			if err := ctx.Err(); err != nil {
				yield(none, err)
				return
			}
			items, err := fetch(ctx, page)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(none, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

func Lines(r io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		chunk := make([]byte, 4096)
		for {
			n, err := r.Read(chunk)
			if err != nil && err != io.EOF {
				yield("", err)
				return
			}
			for line := range strings.Lines(string(chunk[:n])) {
				if !yield(trimEnd(line), nil) {
					return
				}
			}
			if err == io.EOF {
				return
			}
		}
	}
}

func trimEnd(line string) string {
	return strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
}

func Batch[T any](ctx context.Context, size int, seq iter.Seq2[T, error], insert func(ctx context.Context, items []T) error) error {
	batch := make([]T, 0, size)
	for item, err := range seq {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if batch = append(batch, item); len(batch) < size {
			continue
		}
		if err := insert(ctx, batch); err != nil {
			return err
		}
		batch = make([]T, 0, size)
	}
	if err := ctx.Err(); err != nil || len(batch) == 0 {
		return err
	}
	return insert(ctx, batch)
}
