// fails: same-tick-coalescing
package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// Executor runs callbacks one after another on the goroutine that calls Run.
// Deferred callbacks go before tasks: the two queues are slices under one lock,
// because a select over two channels has no priority.
type Executor struct {
	mu     sync.Mutex
	micros []func()
	tasks  []func()
	wake   chan struct{} // holds a token when there may be work
}

// NewExecutor returns an executor with nothing to do.
func NewExecutor() *Executor { return &Executor{wake: make(chan struct{}, 1)} }

// Post adds a task behind those that are waiting.
func (e *Executor) Post(task func()) { e.add(&e.tasks, task) }

// Defer adds a callback that runs before the next task.
func (e *Executor) Defer(micro func()) { e.add(&e.micros, micro) }

func (e *Executor) add(queue *[]func(), f func()) {
	e.mu.Lock()
	*queue = append(*queue, f)
	e.mu.Unlock()
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// Run runs callbacks until ctx is done. It returns ctx's error, joined with those
// of the callbacks that panicked.
func (e *Executor) Run(ctx context.Context) error {
	var errs []error
	for {
		if ctx.Err() != nil {
			return errors.Join(append(errs, ctx.Err())...)
		}
		if f := e.next(); f != nil {
			if err := call(f); err != nil {
				errs = append(errs, err)
			}
			continue
		}
		select {
		case <-e.wake:
		case <-ctx.Done():
		}
	}
}

func (e *Executor) next() func() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, queue := range []*[]func(){&e.micros, &e.tasks} {
		if len(*queue) > 0 {
			f := (*queue)[0]
			*queue = (*queue)[1:]
			return f
		}
	}
	return nil
}

func call(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("callback panicked: %v", r)
		}
	}()
	f()
	return nil
}

// Coalesce returns a function that collects items; those pushed during one task
// reach flush as one batch, before the next task.
func Coalesce[T any](e *Executor, flush func([]T)) func(T) {
	var mu sync.Mutex
	var batch []T
	var deliver func()
	deliver = func() {
		mu.Lock()
		items := batch[:min(1000, len(batch))]
		batch = batch[len(items):]
		more := len(batch) > 0
		mu.Unlock()
		if more {
			e.Defer(deliver)
		}
		flush(items)
	}
	return func(item T) {
		mu.Lock()
		defer mu.Unlock()
		batch = append(batch, item)
		if len(batch) == 1 {
			e.Defer(deliver)
		}
	}
}

// ProcessAll calls fn for every item in order on the executor's goroutine, slice
// items to a task, and returns when all are done or ctx is. Calls that panicked are
// joined in the error.
func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	var errs []error
	done := make(chan struct{})
	var work func(rest []T)
	work = func(rest []T) {
		if ctx.Err() != nil {
			return
		}
		n := min(max(slice, 1), len(rest))
		for _, item := range rest[:n] {
			if err := call(func() { fn(item) }); err != nil {
				errs = append(errs, err)
			}
		}
		if n == len(rest) {
			close(done)
			return
		}
		e.Post(func() { work(rest[n:]) })
	}
	e.Post(func() { work(items) })
	select {
	case <-done:
		return errors.Join(errs...)
	case <-ctx.Done():
		return ctx.Err()
	}
}
