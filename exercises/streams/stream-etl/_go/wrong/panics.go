// fails: *
package solution

import (
	"context"
	"io"
	"iter"
)

func Pages[T any](context.Context, func(context.Context, int) ([]T, error)) iter.Seq2[T, error] {
	panic("not today")
}

func Lines(io.Reader) iter.Seq2[string, error] { panic("not today") }

func Batch[T any](context.Context, int, iter.Seq2[T, error], func(context.Context, []T) error) error {
	panic("not today")
}
