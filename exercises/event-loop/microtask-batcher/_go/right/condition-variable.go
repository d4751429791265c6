package solution

import (
	"context"
	"sync"
)

type Executor struct {
	lock   sync.Mutex
	change *sync.Cond
	queues [2][]func() // deferred ones first
}

func NewExecutor() *Executor {
	e := &Executor{}
	e.change = sync.NewCond(&e.lock)
	return e
}

func (e *Executor) Post(task func())   { e.put(1, task) }
func (e *Executor) Defer(micro func()) { e.put(0, micro) }

func (e *Executor) put(queue int, f func()) {
	e.lock.Lock()
	defer e.lock.Unlock()
	e.queues[queue] = append(e.queues[queue], f)
	e.change.Signal()
}

func (e *Executor) Run(ctx context.Context) error {
	defer context.AfterFunc(ctx, e.change.Broadcast)()
	for {
		f := e.take(ctx)
		if f == nil {
			return ctx.Err()
		}
		guard(f)
	}
}

func guard(f func()) {
	defer func() { _ = recover() }()
	f()
}

func (e *Executor) take(ctx context.Context) func() {
	e.lock.Lock()
	defer e.lock.Unlock()
	for ctx.Err() == nil {
		for i, queue := range e.queues {
			if len(queue) > 0 {
				e.queues[i] = queue[1:]
				return queue[0]
			}
		}
		e.change.Wait()
	}
	return nil
}

type batcher[T any] struct {
	sync.Mutex
	items []T
}

func (b *batcher[T]) take() []T {
	b.Lock()
	defer b.Unlock()
	items := b.items
	b.items = nil
	return items
}

func Coalesce[T any](e *Executor, flush func([]T)) func(T) {
	b := &batcher[T]{}
	return func(item T) {
		b.Lock()
		b.items = append(b.items, item)
		first := len(b.items) == 1
		b.Unlock()
		if first {
			e.Defer(func() { flush(b.take()) })
		}
	}
}

func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	for len(items) > 0 {
		part := items[:min(slice, len(items))]
		items = items[len(part):]
		done := make(chan struct{})
		e.Post(func() {
			defer close(done)
			for _, item := range part {
				guard(func() { fn(item) })
			}
		})
		select {
		case <-done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
