// fails: deadline
package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// style: semaphore channel, one goroutine per task

var ErrClosed = errors.New("the pool is closed")

type Pool[T, R any] struct {
	fn      func(context.Context, T) (R, error)
	sem     chan struct{}
	closing chan struct{}
	base    context.Context
	kill    context.CancelFunc
	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	base, kill := context.WithCancel(context.Background())
	return &Pool[T, R]{fn: fn, sem: make(chan struct{}, max(size, 1)), closing: make(chan struct{}), base: base, kill: kill}
}

func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	var none R
	select {
	case <-p.closing:
		return none, ErrClosed
	default:
	}
	select {
	case p.sem <- struct{}{}:
	case <-ctx.Done():
		return none, ctx.Err()
	case <-p.closing:
		return none, ErrClosed
	}
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		<-p.sem
		return none, ErrClosed
	}
	if ctx.Err() != nil {
		p.mu.Unlock()
		<-p.sem
		return none, ctx.Err()
	}
	p.running.Add(1)
	p.mu.Unlock()

	type result struct {
		v   R
		err error
	}
	done := make(chan result, 1)
	go func() {
		sub, cancel := context.WithCancel(context.WithoutCancel(ctx))
		stop := context.AfterFunc(p.base, cancel)
		res := result{err: errors.New("the task ended its goroutine")}
		defer func() {
			if v := recover(); v != nil {
				res = result{err: fmt.Errorf("the task panicked: %v", v)}
			}
			stop()
			cancel()
			<-p.sem
			p.running.Done()
			done <- res
		}()
		v, err := p.fn(sub, task)
		res = result{v, err}
	}()
	select {
	case r := <-done:
		return r.v, r.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		close(p.closing)
	}
	p.mu.Unlock()
	idle := make(chan struct{})
	go func() { p.running.Wait(); close(idle) }()
	select {
	case <-idle:
		p.kill()
		return nil
	case <-ctx.Done():
		p.kill()
		return ctx.Err()
	}
}
