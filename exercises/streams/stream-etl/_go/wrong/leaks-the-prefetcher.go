// fails: resource-cleanup
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
		type result struct {
			items []T
			err   error
		}
		pages := make(chan result)
		go func() {
			for page := 0; ; page++ {
				var items []T
				err := ctx.Err()
				if err == nil {
					items, err = fetch(ctx, page)
				}
				pages <- result{items, errors.Join(err, ctx.Err())}
				if err != nil {
					return
				}
			}
		}()
		for p := range pages {
			if errors.Is(p.err, io.EOF) {
				return
			}
			if p.err != nil {
				var none T
				yield(none, p.err)
				return
			}
			for _, item := range p.items {
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
