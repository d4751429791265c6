// fails: *
package solution

import (
	"context"
	"io"
	"iter"
)

func Pages[T any](context.Context, func(context.Context, int) ([]T, error)) iter.Seq2[T, error] {
	return func(func(T, error) bool) {}
}

func Lines(io.Reader) iter.Seq2[string, error] { return func(func(string, error) bool) {} }

func Batch[T any](context.Context, int, iter.Seq2[T, error], func(context.Context, []T) error) error {
	return nil
}
