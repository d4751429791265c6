// attack own: a generic function that instantiates itself for ever | exercise: backpressure-copy | only: data-integrity
// limits: load=2s | passes: none | status: timeout, error, memory
package solution

import (
	"context"
	"io"
)

type pair[T any] struct{ a, b T }

func grow[T any](n int, t T) int {
	if n == 0 {
		return 0
	}
	return grow(n-1, pair[T]{t, t}) + 1
}

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	return int64(grow(3, 1)), nil
}
