// fails: *
package solution

import "context"

type Executor struct{}

func NewExecutor() *Executor { panic("not today") }

func (e *Executor) Post(task func())              {}
func (e *Executor) Defer(micro func())            {}
func (e *Executor) Run(ctx context.Context) error { return nil }

func Coalesce[T any](e *Executor, flush func([]T)) func(T) { return nil }

func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	return nil
}
