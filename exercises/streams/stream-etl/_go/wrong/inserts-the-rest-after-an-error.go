// fails: error-propagation
package solution

import (
	"bufio"
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
		lines := bufio.NewReader(r)
		for {
			line, err := lines.ReadString('\n')
			if err != nil && err != io.EOF {
				yield("", err)
				return
			}
			if line != "" && !yield(trimEnd(line), nil) || err == io.EOF {
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
	var failed error
	for item, err := range seq {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = err
			break
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
		return errors.Join(failed, err)
	}
	return errors.Join(failed, insert(ctx, batch))
}
