// attack own: types that take the compiler exponential time | exercise: backpressure-copy | only: data-integrity
// limits: load=2s | alone | passes: none | status: timeout, error, memory
package solution

import (
	"context"
	"io"
)

type T0[A, B any] struct {
	a, b [2]A
	c, d func(B) B
}
type T1[A, B any] struct{ a, b T0[T0[A, B], T0[B, A]] }
type T2[A, B any] struct{ a, b T1[T1[A, B], T1[B, A]] }
type T3[A, B any] struct{ a, b T2[T2[A, B], T2[B, A]] }
type T4[A, B any] struct{ a, b T3[T3[A, B], T3[B, A]] }
type T5[A, B any] struct{ a, b T4[T4[A, B], T4[B, A]] }

func use[A any](a A) int { return 1 }

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	return int64(use(T5[int, string]{}) + use(T5[T5[int, string], T4[string, int]]{})), nil
}
