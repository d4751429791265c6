// fails: cancellation
package solution

import (
	"context"
	"sync"
)

// Result is the outcome of one item: a value or an error.
type Result[R any] struct {
	Value R
	Err   error
}

// each calls do for the indexes below n in order, with at most limit calls in
// flight, until ctx ends. It returns when all calls that it started have, with
// their number.
func each(ctx context.Context, limit, n int, do func(int)) int {
	var (
		mu   sync.Mutex
		next int
		wg   sync.WaitGroup
	)
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if next == n || ctx.Err() != nil {
			return 0, false
		}
		next++
		return next - 1, true
	}
	for range min(max(limit, 1), n) {
		wg.Go(func() {
			for i, ok := take(); ok; i, ok = take() {
				do(i)
			}
		})
	}
	wg.Wait()
	return next
}

// MapLimit calls fn for every item, with at most limit calls in flight, and
// returns the results in the order of the items. The first error ends it, as does
// ctx. It returns when all calls that it started have.
func MapLimit[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) ([]R, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	results := make([]R, len(items))
	var once sync.Once
	var failure error
	each(inner, limit, len(items), func(i int) {
		value, err := fn(inner, items[i])
		if err != nil {
			once.Do(func() {
				failure = err
				cancel()
			})
			return
		}
		results[i] = value
	})
	if failure != nil {
		return nil, failure
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return results, nil
}

// Settle calls fn for every item, with at most limit calls in flight, and gives
// the outcome of each in the order of the items.
func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	results := make([]Result[R], len(items))
	begun := each(ctx, limit, len(items), func(i int) {
		results[i].Value, results[i].Err = fn(ctx, items[i])
	})
	for i := begun; i < len(items); i++ {
		results[i].Err = ctx.Err()
	}
	return results
}
