package solution

import (
	"context"
	"sync"
	"time"
)

type Executor struct {
	mu     sync.Mutex
	tasks  []func()
	micros []func()
}

func NewExecutor() *Executor { return &Executor{} }

func (e *Executor) Post(task func()) {
	e.mu.Lock()
	e.tasks = append(e.tasks, task)
	e.mu.Unlock()
}
func (e *Executor) Defer(micro func()) {
	e.mu.Lock()
	e.micros = append(e.micros, micro)
	e.mu.Unlock()
}
func (e *Executor) next() func() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.micros) > 0 {
		f := e.micros[0]
		e.micros = e.micros[1:]
		return f
	}
	if len(e.tasks) > 0 {
		f := e.tasks[0]
		e.tasks = e.tasks[1:]
		return f
	}
	return nil
}
func safely(f func()) {
	defer func() { recover() }()
	f()
}
func (e *Executor) Run(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if f := e.next(); f != nil {
			safely(f)
			continue
		}
		time.Sleep(time.Millisecond)
	}
}

func Coalesce[T any](e *Executor, flush func([]T)) func(T) {
	var mu sync.Mutex
	var batch []T
	return func(v T) {
		mu.Lock()
		defer mu.Unlock()
		batch = append(batch, v)
		if len(batch) == 1 {
			e.Defer(func() {
				mu.Lock()
				b := batch
				batch = nil
				mu.Unlock()
				flush(b)
			})
		}
	}
}

func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(items) == 0 {
		return nil
	}
	done := make(chan struct{})
	var step func()
	rest := items
	step = func() {
		for i := 0; i < max(slice, 1) && len(rest) > 0; i++ {
			if ctx.Err() != nil {
				return
			}
			v := rest[0]
			rest = rest[1:]
			safely(func() { fn(v) })
		}
		if len(rest) == 0 {
			close(done)
			return
		}
		e.Post(step)
	}
	e.Post(step)
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
