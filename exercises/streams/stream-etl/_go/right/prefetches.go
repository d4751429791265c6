package solution

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
)

type page[T any] struct {
	items []T
	err   error
}

// Pages fetches a page ahead while the one before it is used.
func Pages[T any](ctx context.Context, fetch func(ctx context.Context, page int) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		inner, cancel := context.WithCancel(ctx)
		defer cancel()
		pages := make(chan page[T])
		go func() {
			defer close(pages)
			for i := 0; inner.Err() == nil; i++ {
				items, err := fetch(inner, i)
				select {
				case pages <- page[T]{items, err}:
				case <-inner.Done():
					return
				}
				if err != nil {
					return
				}
			}
		}()
		for p := range pages {
			if ctx.Err() != nil {
				break
			}
			if errors.Is(p.err, io.EOF) {
				return
			}
			if p.err != nil {
				yield(*new(T), fmt.Errorf("fetch: %w", p.err))
				return
			}
			for _, item := range p.items {
				if !yield(item, nil) {
					return
				}
			}
		}
		if err := ctx.Err(); err != nil {
			yield(*new(T), err)
		}
	}
}

// Lines uses a scanner whose longest line is a gigabyte.
func Lines(r io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		scanner := bufio.NewScanner(r)
		scanner.Buffer(nil, 1<<30)
		for scanner.Scan() {
			if !yield(scanner.Text(), nil) {
				return
			}
		}
		if err := scanner.Err(); err != nil {
			yield("", err)
		}
	}
}

// Batch inserts in a goroutine of its own, one batch at a time.
func Batch[T any](ctx context.Context, size int, seq iter.Seq2[T, error], insert func(ctx context.Context, items []T) error) error {
	batches, failed := make(chan []T), make(chan error, 1)
	go func() {
		for batch := range batches {
			err := ctx.Err()
			if err == nil {
				err = insert(ctx, batch)
			}
			if err != nil {
				failed <- err
				return
			}
		}
		failed <- nil
	}()
	reading := send(ctx, size, seq, batches, failed)
	close(batches)
	return errors.Join(reading, <-failed)
}

func send[T any](ctx context.Context, size int, seq iter.Seq2[T, error], batches chan<- []T, failed chan error) error {
	hand := func(batch []T) bool {
		select {
		case batches <- batch:
			return true
		case err := <-failed:
			failed <- err
			return false
		}
	}
	var batch []T
	for item, err := range seq {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if batch = append(batch, item); len(batch) == size {
			if !hand(batch) {
				return nil
			}
			batch = nil
		}
	}
	if len(batch) > 0 {
		hand(batch)
	}
	return nil
}
