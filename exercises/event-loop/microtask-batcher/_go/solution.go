package solution

import (
	"context"
	"errors"
)

// Executor runs callbacks one after another on the goroutine that calls Run.
// Deferred callbacks go before tasks. All methods may be called from any goroutine
// and from callbacks, and Post and Defer never block.
type Executor struct{}

// NewExecutor returns an executor with nothing to do.
func NewExecutor() *Executor { return &Executor{} }

// Post adds a task behind those that are waiting.
func (e *Executor) Post(task func()) {}

// Defer adds a callback that runs before the next task.
func (e *Executor) Defer(micro func()) {}

// Run runs callbacks until ctx is done. A callback that panics does not end it.
func (e *Executor) Run(ctx context.Context) error { return errors.New("Run is not written yet") }

// Coalesce returns a function that collects items; those pushed during one task
// reach flush as one batch, before the next task.
func Coalesce[T any](e *Executor, flush func([]T)) func(T) { return func(T) {} }

// ProcessAll calls fn for every item in order on the executor's goroutine, slice
// items to a task, and returns when all are done, or with an error when ctx is.
func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	return errors.New("ProcessAll is not written yet")
}
