// fails: same-tick-coalescing
package solution

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
)

type Executor struct {
	lock  sync.Mutex
	more  *sync.Cond
	queue [2][]func() // micro, task
}

func NewExecutor() *Executor {
	e := &Executor{}
	e.more = sync.NewCond(&e.lock)
	return e
}
func (e *Executor) add(i int, f func()) {
	e.lock.Lock()
	defer e.lock.Unlock()
	e.queue[i] = append(e.queue[i], f)
	e.more.Signal()
}
func (e *Executor) Post(task func())   { e.add(1, task) }
func (e *Executor) Defer(micro func()) { e.add(0, micro) }

func (e *Executor) Run(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		e.lock.Lock()
		defer e.lock.Unlock()
		e.more.Broadcast()
	})
	defer stop()
	for {
		e.lock.Lock()
		for ctx.Err() == nil && len(e.queue[0])+len(e.queue[1]) == 0 {
			e.more.Wait()
		}
		if ctx.Err() != nil {
			e.lock.Unlock()
			return context.Cause(ctx)
		}
		q := &e.queue[0]
		if len(*q) == 0 {
			q = &e.queue[1]
		}
		f := (*q)[0]
		*q = (*q)[1:]
		e.lock.Unlock()
		_ = try(f)
	}
}

func try(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("callback panicked: %v", r)
		}
	}()
	f()
	return nil
}

func Coalesce[T any](e *Executor, flush func([]T)) func(T) {
	type state struct {
		sync.Mutex
		items     []T
		scheduled bool
	}
	s := &state{}
	deliver := func() {
		s.Lock()
		items := s.items
		s.items = s.items[:0]
		s.scheduled = false
		s.Unlock()
		flush(items)
	}
	return func(item T) {
		s.Lock()
		s.items = append(s.items, item)
		first := !s.scheduled
		s.scheduled = true
		s.Unlock()
		if first {
			e.Defer(deliver)
		}
	}
}

func ProcessAll[T any](ctx context.Context, e *Executor, items []T, slice int, fn func(T)) error {
	if slice < 1 {
		return errors.New("slice must be positive")
	}
	var failed []error
	for chunk := range slices.Chunk(items, slice) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		done := make(chan []error, 1)
		e.Post(func() {
			var errs []error
			for _, it := range chunk {
				if ctx.Err() != nil {
					break
				}
				errs = append(errs, try(func() { fn(it) }))
			}
			done <- errs
		})
		select {
		case errs := <-done:
			failed = append(failed, errs...)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errors.Join(failed...)
}
