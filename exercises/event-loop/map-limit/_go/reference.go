package solution

import (
	"context"
	"sync"
	"sync/atomic"
)

// Result is the outcome of one item: a value or an error.
type Result[R any] struct {
	Value R
	Err   error
}

// MapLimit calls fn for every item, with at most limit calls in flight, and
// returns the results in the order of the items. The first error ends it, as does
// ctx. It returns when all calls that it started have.
//
// A failure and the caller's cancellation meet in one context, whose cause is
// whichever came first.
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
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return results, nil
}

// Settle calls fn for every item, with at most limit calls in flight, and returns
// the outcome of each in the order of the items. Those that were not begun when ctx
// was cancelled have its error.
func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	results := make([]Result[R], len(items))
	each(limit, len(items), func(i int) {
		if results[i].Err = ctx.Err(); results[i].Err == nil {
			results[i].Value, results[i].Err = fn(ctx, items[i])
		}
	})
	return results
}

// each calls f with 0 to n-1, at most limit at a time, and waits for all of them.
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
