// fails: backpressure
package solution

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"strings"
	"sync"
	"time"
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
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var inserts sync.WaitGroup
	begin := func(batch []T) {
		inserts.Go(func() {
			if err := insert(inner, batch); err != nil {
				cancel(err)
			}
		})
		time.Sleep(time.Microsecond) // until it has begun
	}
	var batch []T
	for item, err := range seq {
		if err := errors.Join(err, context.Cause(inner)); err != nil {
			inserts.Wait()
			return err
		}
		if batch = append(batch, item); len(batch) == size {
			begin(batch)
			batch = nil
		}
	}
	if len(batch) > 0 && ctx.Err() == nil {
		begin(batch)
	}
	inserts.Wait()
	return context.Cause(inner)
}
