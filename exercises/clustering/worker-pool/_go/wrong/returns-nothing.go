// fails: *
package solution

import (
	"context"
	"errors"
)

var ErrClosed = errors.New("closed")

type Pool[T, R any] struct{}

func New[T, R any](int, func(context.Context, T) (R, error)) *Pool[T, R] { return nil }

func (*Pool[T, R]) Submit(context.Context, T) (r R, err error) { return r, nil }

func (*Pool[T, R]) Close(context.Context) error { return nil }
