package solution

import (
	"context"
	"fmt"
)

type Result[R any] struct {
	Value R
	Err   error
}

type done[R any] struct {
	index int
	Result[R]
}

// run counts what is in flight on one goroutine, which alone decides. The channel
// has room for every outcome, so nobody ever waits to send one.
func run[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error), stop func(error)) []Result[R] {
	results := make([]Result[R], len(items))
	outcomes := make(chan done[R], len(items))
	next, flying := len(items)-1, 0
	for {
		for flying < limit && next >= 0 && ctx.Err() == nil {
			go func(i int) {
				value, err := fn(ctx, items[i])
				if err != nil {
					stop(err)
				}
				outcomes <- done[R]{i, Result[R]{value, err}}
			}(next)
			next--
			flying++
		}
		if flying == 0 {
			break
		}
		outcome := <-outcomes
		results[outcome.index] = outcome.Result
		flying--
	}
	for ; next >= 0; next-- {
		results[next].Err = ctx.Err()
	}
	return results
}

func MapLimit[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) ([]R, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(context.Canceled)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var values []R
	for _, result := range run(ctx, limit, items, fn, cancel) {
		values = append(values, result.Value)
	}
	if cause := context.Cause(ctx); cause != nil {
		return nil, fmt.Errorf("map of %d items: %w", len(items), cause)
	}
	return values, nil
}

func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	return run(ctx, limit, items, fn, func(error) {})
}
