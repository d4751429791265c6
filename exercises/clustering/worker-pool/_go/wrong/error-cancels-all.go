// fails: fault-isolation
package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

var ErrClosed = errors.New("the pool is closed")

type Pool[T, R any] struct {
	fn      func(context.Context, T) (R, error)
	sem     chan struct{}
	closing chan struct{}
	idle    chan struct{} // closed when the pool is closed and nothing runs

	mu      sync.Mutex
	closed  bool
	next    int
	running map[int]context.CancelFunc
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	return &Pool[T, R]{
		fn:      fn,
		sem:     make(chan struct{}, size),
		closing: make(chan struct{}),
		idle:    make(chan struct{}),
		running: map[int]context.CancelFunc{},
	}
}

type outcome[R any] struct {
	value R
	err   error
}

func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	var zero R
	if err := ctx.Err(); err != nil {
		return zero, err
	}
	select {
	case <-p.closing:
		return zero, ErrClosed
	default:
	}
	select {
	case p.sem <- struct{}{}:
	case <-ctx.Done():
		return zero, ctx.Err()
	case <-p.closing:
		return zero, ErrClosed
	}

	p.mu.Lock()
	if p.closed || ctx.Err() != nil {
		p.mu.Unlock()
		<-p.sem
		if err := ctx.Err(); err != nil {
			return zero, err
		}
		return zero, ErrClosed
	}
	fctx, cancel := context.WithCancel(ctx)
	id := p.next
	p.next++
	p.running[id] = cancel
	p.mu.Unlock()

	done := make(chan outcome[R], 1)
	go func() {
		out := outcome[R]{err: errors.New("the task ended its goroutine")}
		defer func() {
			if v := recover(); v != nil {
				out = outcome[R]{err: fmt.Errorf("the task panicked: %v", v)}
			}
			cancel()
			p.mu.Lock()
			delete(p.running, id)
			if p.closed && len(p.running) == 0 {
				close(p.idle)
			}
			p.mu.Unlock()
			<-p.sem
			done <- out
		}()
		value, err := p.fn(fctx, task)
		if err != nil {
			p.mu.Lock()
			for _, cancel := range p.running {
				cancel()
			}
			p.mu.Unlock()
		}
		out = outcome[R]{value, err}
	}()

	select {
	case out := <-done:
		return out.value, out.err
	case <-ctx.Done():
		return zero, ctx.Err()
	}
}
func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		close(p.closing)
		if len(p.running) == 0 {
			close(p.idle)
		}
	}
	p.mu.Unlock()

	select {
	case <-p.idle:
		return nil
	default:
	}
	select {
	case <-p.idle:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	for _, cancel := range p.running {
		cancel()
	}
	p.mu.Unlock()
	return ctx.Err()
}
