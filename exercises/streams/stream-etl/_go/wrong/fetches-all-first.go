// fails: lazy-pull
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
		var all []T
		var failure error
		for page := 0; failure == nil; page++ {
			if failure = ctx.Err(); failure != nil {
				break
			}
			var items []T
			items, failure = fetch(ctx, page)
			all = append(all, items...)
		}
		for _, item := range all {
			if ctx.Err() != nil {
				failure = ctx.Err()
				break
			}
			if !yield(item, nil) {
				return
			}
		}
		if !errors.Is(failure, io.EOF) {
			var none T
			yield(none, failure)
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
