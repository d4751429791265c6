// fails: cancellation
package solution

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"strings"
)

// Pages returns the items of all pages as one sequence. fetch is called with 0, 1, 2
// and so on until it returns io.EOF. Any other error ends the sequence: it is
// yielded with a zero item.
//
// The loop that reads the sequence drives it: no page is fetched before the items of
// the one before it were used.
func Pages[T any](ctx context.Context, fetch func(ctx context.Context, page int) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for page := 0; ; page++ {
			items, err := fetch(ctx, page)
			if ctx.Err() != nil {
				err = ctx.Err()
			}
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

// Lines returns the lines of r without their ends (\n or \r\n). An error of r ends the
// sequence: it is yielded with an empty line.
//
// bufio.Reader has no longest line, which bufio.Scanner has. What it returns
// together with io.EOF is a line that lacks its end.
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

// Batch inserts the items of seq, size at a time and at the end what is left, until
// seq yields an error or insert returns one, which it returns.
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
		batch = make([]T, 0, size) // insert may have kept the last one
	}
	if err := ctx.Err(); err != nil || len(batch) == 0 {
		return err
	}
	return insert(ctx, batch)
}
