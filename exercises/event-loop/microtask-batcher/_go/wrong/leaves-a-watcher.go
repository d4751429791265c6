// fails: no-starvation
package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type Executor struct {
	mu     sync.Mutex
	micros []func()
	tasks  []func()
	wake   chan struct{} // holds a token when there may be work
}

func NewExecutor() *Executor { return &Executor{wake: make(chan struct{}, 1)} }

func (e *Executor) Post(task func()) { e.add(&e.tasks, task) }

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

func Coalesce[T any](e *Executor, flush func([]T)) func(T) {
	var mu sync.Mutex
	var batch []T
	deliver := func() {
		mu.Lock()
		items := batch
		batch = nil
		mu.Unlock()
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

func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	done := make(chan struct{})
	var work func(rest []T)
	work = func(rest []T) {
		n := min(max(slice, 1), len(rest))
		for _, item := range rest[:n] {
			call(func() { fn(item) })
		}
		if n == len(rest) {
			close(done)
			return
		}
		e.Post(func() { work(rest[n:]) })
	}
	e.Post(func() { work(items) })
	finished := make(chan error, 1)
	go func() {
		<-ctx.Done()
		finished <- ctx.Err()
	}()
	select {
	case <-done:
		return nil
	case err := <-finished:
		return err
	}
}
