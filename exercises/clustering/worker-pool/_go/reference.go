package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// ErrClosed is the error of a task that the pool does not take any more.
var ErrClosed = errors.New("the pool is closed")

// Pool shares a few workers among many tasks. A worker is a slot that one
// goroutine holds at a time: what that goroutine does to itself harms no slot.
type Pool[T, R any] struct {
	fn    func(context.Context, T) (R, error)
	slots chan struct{}

	closed chan struct{} // no task begins any more
	ended  chan struct{} // and none runs
	close  func()
	life   context.Context // of all tasks
	kill   func()
}

// New returns a pool that calls fn for at most size tasks at once.
func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	p := &Pool[T, R]{fn: fn, slots: make(chan struct{}, size), closed: make(chan struct{}), ended: make(chan struct{})}
	p.life, p.kill = context.WithCancel(context.Background())
	p.close = sync.OnceFunc(func() {
		close(p.closed)
		go p.await()
	})
	return p
}

// await holds every slot in the end: then nothing runs.
func (p *Pool[T, R]) await() {
	for range cap(p.slots) {
		p.slots <- struct{}{}
	}
	close(p.ended)
}

// Submit runs a task as soon as a worker is free and returns what fn returned. It
// returns ctx's error once ctx is done, and ErrClosed when the task was not begun
// before Close.
func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	var none R
	select {
	case p.slots <- struct{}{}:
	case <-p.closed:
		return none, ErrClosed
	case <-ctx.Done():
		return none, ctx.Err()
	}
	if err := p.late(ctx); err != nil { // select chooses at random
		<-p.slots
		return none, err
	}
	result := make(chan outcome[R], 1) // room for it, should nobody wait any more
	go p.run(ctx, task, result)
	select {
	case r := <-result:
		return r.value, r.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

func (p *Pool[T, R]) late(ctx context.Context) error {
	select {
	case <-p.closed:
		return ErrClosed
	default:
		return ctx.Err()
	}
}

type outcome[R any] struct {
	value R
	err   error
}

// run calls fn, sends what comes of it even if fn never returns to here, and
// frees the slot.
func (p *Pool[T, R]) run(ctx context.Context, task T, result chan<- outcome[R]) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(p.life, cancel)()
	r := outcome[R]{err: errors.New("the task ended its goroutine")}
	defer func() {
		if v := recover(); v != nil {
			r.err = fmt.Errorf("the task panicked: %v", v)
		}
		result <- r
		<-p.slots
	}()
	r.value, r.err = p.fn(ctx, task)
}

// Close takes no more tasks and waits for those that run. When ctx is done before
// they are, their contexts are cancelled and ctx's error is returned.
func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.close()
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
		p.kill()
		return ctx.Err()
	}
}
