// attack 59: returns a nil sequence, over which only the scenario's code loops | exercise: stream-etl
// passes: none | status: error, fail, blocked, no result
package solution

import (
	"context"
	"io"
	"iter"
)

func Pages[T any](ctx context.Context, fetch func(ctx context.Context, page int) ([]T, error)) iter.Seq2[T, error] {
	return nil
}
func Lines(r io.Reader) iter.Seq2[string, error] { return nil }
func Batch[T any](ctx context.Context, size int, seq iter.Seq2[T, error], insert func(ctx context.Context, items []T) error) error {
	return nil
}
