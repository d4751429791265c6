// fails: no-starvation
package solution

import (
	"context"
	"sync/atomic"
)

type node[T any] struct {
	v    T
	next *node[T]
}
type inbox[T any] struct{ head atomic.Pointer[node[T]] }

func (b *inbox[T]) put(v T) (first bool) {
	n := &node[T]{v: v}
	for {
		old := b.head.Load()
		n.next = old
		if b.head.CompareAndSwap(old, n) {
			return old == nil
		}
	}
}
func (b *inbox[T]) take() []T {
	var out []T
	for n := b.head.Swap(nil); n != nil; n = n.next {
		out = append(out, n.v)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

type Executor struct {
	tasks, micros inbox[func()]
	bell          chan struct{}
}

func NewExecutor() *Executor { return &Executor{bell: make(chan struct{}, 1)} }
func (e *Executor) ring() {
	select {
	case e.bell <- struct{}{}:
	default:
	}
}
func (e *Executor) Post(task func())   { e.tasks.put(task); e.ring() }
func (e *Executor) Defer(micro func()) { e.micros.put(micro); e.ring() }

func guard(f func()) {
	defer func() { _ = recover() }()
	f()
}
func (e *Executor) Run(ctx context.Context) error {
	var tasks []func()
	for ctx.Err() == nil {
		for ms := e.micros.take(); len(ms) > 0; ms = e.micros.take() {
			for _, m := range ms {
				guard(m)
			}
		}
		tasks = append(tasks, e.tasks.take()...)
		if len(tasks) > 0 {
			if ctx.Err() != nil {
				break
			}
			t := tasks[0]
			tasks = tasks[1:]
			guard(t)
			continue
		}
		select {
		case <-e.bell:
		case <-ctx.Done():
		}
	}
	for _, t := range tasks {
		e.Post(t) // nothing is lost for a later Run
	}
	return ctx.Err()
}

func Coalesce[T any](e *Executor, flush func([]T)) func(T) {
	var box inbox[T]
	return func(v T) {
		if box.put(v) {
			e.Defer(func() { flush(box.take()) })
		}
	}
}

func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	finished := make(chan struct{})
	var from func(int) func()
	from = func(i int) func() {
		return func() {
			end := min(i+max(slice, 1), len(items))
			for ; i < end && ctx.Err() == nil; i++ {
				guard(func() { fn(items[i]) })
			}
			if i+slice <= len(items) && ctx.Err() == nil {
				e.Post(from(i))
			} else {
				close(finished)
			}
		}
	}
	if len(items) == 0 {
		return ctx.Err()
	}
	e.Post(from(0))
	select {
	case <-finished:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
