package solution

import (
	"context"
	"slices"
	"sync"
)

// Executor drains what was deferred after every task. A Defer from outside brings
// an empty task of its own along.
type Executor struct {
	inbox   chan func()
	mu      sync.Mutex
	tasks   []func()
	pending []func()
}

func NewExecutor() *Executor { return &Executor{inbox: make(chan func(), 1)} }

func (e *Executor) Post(task func()) {
	e.mu.Lock()
	e.tasks = append(e.tasks, task)
	e.mu.Unlock()
	e.ring()
}

func (e *Executor) Defer(micro func()) {
	e.mu.Lock()
	e.pending = append(e.pending, micro)
	e.mu.Unlock()
	e.ring()
}

func (e *Executor) ring() {
	select {
	case e.inbox <- func() {}:
	default:
	}
}

func (e *Executor) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-e.inbox:
			e.drain(ctx)
			for task := range e.each(ctx, &e.tasks) {
				protect(task)
				e.drain(ctx)
			}
		}
	}
}

func (e *Executor) drain(ctx context.Context) {
	for micro := range e.each(ctx, &e.pending) {
		protect(micro)
	}
}

// each takes callbacks out of a queue until it is empty or ctx is done.
func (e *Executor) each(ctx context.Context, queue *[]func()) func(func(func()) bool) {
	return func(yield func(func()) bool) {
		for ctx.Err() == nil {
			e.mu.Lock()
			if len(*queue) == 0 {
				e.mu.Unlock()
				return
			}
			f := (*queue)[0]
			*queue = slices.Delete(*queue, 0, 1)
			e.mu.Unlock()
			if !yield(f) {
				return
			}
		}
	}
}

func protect(f func()) {
	defer func() { _ = recover() }()
	f()
}

func Coalesce[T any](e *Executor, flush func([]T)) func(T) {
	var mu sync.Mutex
	var waiting []T
	scheduled := false
	return func(item T) {
		mu.Lock()
		waiting = append(waiting, item)
		schedule := !scheduled
		scheduled = true
		mu.Unlock()
		if !schedule {
			return
		}
		e.Defer(func() {
			mu.Lock()
			batch := slices.Clone(waiting)
			waiting, scheduled = waiting[:0], false
			mu.Unlock()
			flush(batch)
		})
	}
}

func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	results := make(chan error, 1)
	parts := slices.Collect(slices.Chunk(items, slice))
	var step func()
	step = func() {
		if len(parts) == 0 || ctx.Err() != nil {
			results <- ctx.Err()
			return
		}
		part := parts[0]
		parts = parts[1:]
		for _, item := range part {
			protect(func() { fn(item) })
		}
		e.Post(step)
	}
	e.Post(step)
	select {
	case err := <-results:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
