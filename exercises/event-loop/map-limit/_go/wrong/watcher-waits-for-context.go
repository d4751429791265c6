// fails: no-leaked-work
package solution

import (
	"context"
	"sync"
)

type Result[R any] struct {
	Value R
	Err   error
}

func MapLimit[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) ([]R, error) {
	out := make([]R, len(items))
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		<-ctx.Done()
		cancel(ctx.Err())
	}()
	sem := make(chan struct{}, max(limit, 1))
	var wg sync.WaitGroup
	for i, it := range items {
		select {
		case sem <- struct{}{}:
		case <-inner.Done():
		}
		if inner.Err() != nil {
			break
		}
		wg.Go(func() {
			v, err := fn(inner, it)
			if err != nil {
				cancel(err)
			}
			out[i] = v
			<-sem
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		if c := context.Cause(inner); c != nil && c != context.Cause(ctx) {
			return nil, c // the call failed before
		}
		return nil, ctx.Err()
	}
	if err := context.Cause(inner); err != nil {
		return nil, err
	}
	return out, nil
}

func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	out := make([]Result[R], len(items))
	sem := make(chan struct{}, max(limit, 1))
	var wg sync.WaitGroup
	for i, it := range items {
		select {
		case sem <- struct{}{}:
		case <-ctx.Done():
		}
		if err := ctx.Err(); err != nil {
			out[i].Err = err
			continue
		}
		wg.Go(func() {
			defer func() { <-sem }()
			out[i].Value, out[i].Err = fn(ctx, it)
		})
	}
	wg.Wait()
	return out
}
