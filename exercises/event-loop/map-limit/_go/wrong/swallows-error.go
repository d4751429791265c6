// fails: fail-fast, cancellation
package solution

import (
	"context"
	"sync"
	"sync/atomic"
)

type Result[R any] struct {
	Value R
	Err   error
}

func MapLimit[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) ([]R, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	results := make([]R, len(items))
	each(limit, len(items), func(i int) {
		if ctx.Err() != nil {
			return
		}
		result, err := fn(ctx, items[i])
		if err != nil {
			cancel(err)
		}
		results[i] = result
	})
	if err := ctx.Err(); err == context.Cause(ctx) {
		return results, err
	}
	return results, nil
}
func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	results := make([]Result[R], len(items))
	each(limit, len(items), func(i int) {
		if results[i].Err = ctx.Err(); results[i].Err == nil {
			results[i].Value, results[i].Err = fn(ctx, items[i])
		}
	})
	return results
}
func each(limit, n int, f func(int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(limit, n) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	workers.Wait()
}
