// fails: graceful-shutdown
package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

var ErrClosed = errors.New("the pool is closed")

type Pool[T, R any] struct {
	fn    func(context.Context, T) (R, error)
	slots chan struct{}

	closed chan struct{}
	ended  chan struct{}
	close  func()
	life   context.Context
	kill   func()
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	p := &Pool[T, R]{fn: fn, slots: make(chan struct{}, size), closed: make(chan struct{}), ended: make(chan struct{})}
	p.life, p.kill = context.WithCancel(context.Background())
	p.close = sync.OnceFunc(func() {
		close(p.closed)
		go p.await()
	})
	return p
}

func (p *Pool[T, R]) await() {
	for range cap(p.slots) {
		p.slots <- struct{}{}
	}
	close(p.ended)
}

func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	var none R
	select {
	case p.slots <- struct{}{}:
	case <-p.closed:
		return none, ErrClosed
	case <-ctx.Done():
		return none, ctx.Err()
	}
	if err := p.late(ctx); err != nil {
		<-p.slots
		return none, err
	}
	result := make(chan outcome[R], 1)
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

func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.close()
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
