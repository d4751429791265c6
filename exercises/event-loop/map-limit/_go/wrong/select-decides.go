// fails: cancellation
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
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	results := make([]R, len(items))
	each(ctx, limit, len(items), func(i int) {
		result, err := fn(ctx, items[i])
		if err != nil {
			cancel(err)
		}
		results[i] = result
	})
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return results, nil
}

func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	results := make([]Result[R], len(items))
	for i := range results {
		results[i].Err = context.Canceled
	}
	each(ctx, limit, len(items), func(i int) { results[i].Value, results[i].Err = fn(ctx, items[i]) })
	return results
}

func each(ctx context.Context, limit, n int, f func(int)) {
	var wait sync.WaitGroup
	defer wait.Wait()
	tokens := make(chan struct{}, limit)
	for i := range n {
		select {
		case tokens <- struct{}{}:
			wait.Go(func() {
				defer func() { <-tokens }()
				f(i)
			})
		case <-ctx.Done():
			return
		}
	}
}
