// fails: microtask-before-macrotask
package solution

import (
	"context"
	"sync"
)

type Executor struct{ micros, tasks chan func() }

func NewExecutor() *Executor {
	return &Executor{make(chan func(), 1<<16), make(chan func(), 1<<16)}
}

func (e *Executor) Post(task func())   { e.tasks <- task }
func (e *Executor) Defer(micro func()) { e.micros <- micro }

func (e *Executor) Run(ctx context.Context) error {
	for {
		select {
		case micro := <-e.micros:
			call(micro)
		case task := <-e.tasks:
			call(task)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func call(f func()) {
	defer func() { recover() }()
	f()
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
		if ctx.Err() != nil {
			return
		}
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
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
