package solution

import (
	"context"
	"sync"
)

type Result[R any] struct {
	Value R
	Err   error
}

// MapLimit starts a goroutine for every item that has got a token.
func MapLimit[T, R any](parent context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) ([]R, error) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	var first error
	var once sync.Once
	var wait sync.WaitGroup
	tokens := make(chan struct{}, limit)
	results := make([]R, len(items))
	for i, item := range items {
		select {
		case tokens <- struct{}{}:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		wait.Add(1)
		go func() {
			defer wait.Done()
			r, err := fn(ctx, item)
			if err != nil {
				once.Do(func() {
					if first = parent.Err(); first == nil {
						first = err
					}
					cancel()
				})
			}
			results[i] = r
			<-tokens
		}()
	}
	wait.Wait()
	if first != nil {
		return nil, first
	}
	return results, parent.Err()
}

func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	indexes := make([]int, len(items))
	for i := range indexes {
		indexes[i] = i
	}
	results := make([]Result[R], len(items))
	begun := make([]bool, len(items))
	MapLimit(ctx, limit, indexes, func(ctx context.Context, i int) (struct{}, error) {
		begun[i] = true
		value, err := fn(ctx, items[i])
		results[i] = Result[R]{value, err}
		return struct{}{}, nil
	})
	for i := range results {
		if !begun[i] {
			results[i].Err = ctx.Err()
		}
	}
	return results
}
