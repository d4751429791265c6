package solution

import (
	"context"
	"errors"
)

// Result is the outcome of one item: a value or an error.
type Result[R any] struct {
	Value R
	Err   error
}

// MapLimit calls fn for every item, with at most limit calls in flight, and
// returns the results in the order of the items. The first error ends it, as does
// ctx. It returns when all calls that it started have.
func MapLimit[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) ([]R, error) {
	return nil, errors.New("MapLimit is not written yet")
}

// Settle calls fn for every item, with at most limit calls in flight, and returns
// the outcome of each in the order of the items.
func Settle[T, R any](ctx context.Context, limit int, items []T, fn func(context.Context, T) (R, error)) []Result[R] {
	panic("Settle is not written yet")
}
