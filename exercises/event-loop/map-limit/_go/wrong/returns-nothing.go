// fails: *
package solution

import (
	"context"
)

type Result[R any] struct {
	Value R
	Err   error
}

func MapLimit[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) ([]R, error) {
	return nil, nil
}

func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	return nil
}
