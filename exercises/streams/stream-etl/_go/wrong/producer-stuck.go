// fails: resource-cleanup
package solution

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"math"
)

// style: Scanner with a split function of its own; prefetch of one page; a producer
// goroutine for Batch, with channels only.

func Pages[T any](ctx context.Context, fetch func(ctx context.Context, page int) ([]T, error)) iter.Seq2[T, error] {
	type page struct {
		items []T
		err   error
	}
	return func(yield func(T, error) bool) {
		var none T
		if err := ctx.Err(); err != nil {
			yield(none, err)
			return
		}
		sub, cancel := context.WithCancel(ctx)
		pages := make(chan page) // unbuffered: one page ahead
		defer func() {
			cancel()
			for range pages { // wait for the goroutine
			}
		}()
		go func() {
			defer close(pages)
			for n := 0; sub.Err() == nil; n++ {
				items, err := fetch(sub, n)
				select {
				case pages <- page{items, err}:
				case <-sub.Done():
					return
				}
				if err != nil {
					return
				}
			}
		}()
		for {
			p, ok := <-pages
			if ctx.Err() != nil {
				yield(none, ctx.Err())
				return
			}
			if !ok || errors.Is(p.err, io.EOF) {
				return
			}
			if p.err != nil {
				yield(none, p.err)
				return
			}
			for _, it := range p.items {
				if !yield(it, nil) {
					return
				}
			}
		}
	}
}

func splitLines(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		line := data[:i]
		if i > 0 && data[i-1] == '\r' {
			line = data[:i-1]
		}
		return i + 1, line, nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

func Lines(r io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		s := bufio.NewScanner(r)
		s.Buffer(nil, math.MaxInt)
		s.Split(splitLines)
		for s.Scan() {
			if !yield(s.Text(), nil) {
				return
			}
		}
		if s.Err() != nil {
			yield("", s.Err())
		}
	}
}

func Batch[T any](ctx context.Context, size int, seq iter.Seq2[T, error], insert func(ctx context.Context, items []T) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	type batch struct {
		items []T
		err   error
	}
	sub, cancel := context.WithCancel(ctx)
	batches := make(chan batch)
	defer cancel()
	go func() {
		defer close(batches)
		send := func(b batch) bool {
			select {
			case batches <- b:
				return true
			}
		}
		var cur []T
		for it, err := range seq {
			if sub.Err() != nil {
				return
			}
			if err != nil {
				send(batch{err: err})
				return
			}
			cur = append(cur, it)
			if len(cur) == size {
				if !send(batch{items: cur}) {
					return
				}
				cur = nil
			}
		}
		if len(cur) > 0 {
			send(batch{items: cur})
		}
	}()
	for b := range batches {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if b.err != nil {
			return b.err
		}
		err := insert(ctx, b.items)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
