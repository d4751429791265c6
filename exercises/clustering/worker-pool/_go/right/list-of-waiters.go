package solution

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

var ErrClosed = errors.New("the pool is closed")

type job[R any] struct {
	grant chan error // nil: begin
}

// Pool has a mutex and a list of those that wait; they are run when it is closed.
type Pool[T, R any] struct {
	mu      sync.Mutex
	fn      func(context.Context, T) (R, error)
	free    int
	size    int
	waiting list.List
	closed  bool
	idle    chan struct{} // closed when closed and nothing runs or waits
	cancels map[*context.CancelFunc]struct{}
	aborted bool
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	return &Pool[T, R]{fn: fn, free: size, size: size, idle: make(chan struct{}), cancels: map[*context.CancelFunc]struct{}{}}
}

// with mu held
func (p *Pool[T, R]) release() {
	if f := p.waiting.Front(); f != nil {
		p.waiting.Remove(f)
		f.Value.(chan error) <- nil
		return
	}
	p.free++
	p.check()
}
func (p *Pool[T, R]) check() {
	if p.closed && p.free == p.size {
		select {
		case <-p.idle:
		default:
			close(p.idle)
		}
	}
}

func (p *Pool[T, R]) acquire(ctx context.Context) error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return ErrClosed
	}
	if err := ctx.Err(); err != nil {
		p.mu.Unlock()
		return err
	}
	if p.free > 0 {
		p.free--
		p.mu.Unlock()
		return nil
	}
	grant := make(chan error, 1)
	el := p.waiting.PushBack(grant)
	p.mu.Unlock()
	select {
	case err := <-grant:
		if err == nil && ctx.Err() != nil {
			p.mu.Lock()
			p.release()
			p.mu.Unlock()
			return ctx.Err()
		}
		return err
	case <-ctx.Done():
		p.mu.Lock()
		defer p.mu.Unlock()
		select {
		case err := <-grant:
			if err == nil {
				p.release()
			}
		default:
			p.waiting.Remove(el)
		}
		return ctx.Err()
	}
}

type answer[R any] struct {
	value R
	err   error
}

func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	var zero R
	if err := p.acquire(ctx); err != nil {
		return zero, err
	}
	sub, cancel := context.WithCancel(ctx)
	p.mu.Lock()
	p.cancels[&cancel] = struct{}{}
	if p.aborted {
		cancel()
	}
	p.mu.Unlock()
	out := make(chan answer[R], 1)
	go func() {
		ok := false
		var a answer[R]
		defer func() {
			if !ok {
				if v := recover(); v != nil {
					a.err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
				} else {
					a.err = errors.New("goexit")
				}
			}
			p.mu.Lock()
			delete(p.cancels, &cancel)
			cancel()
			p.release()
			p.mu.Unlock()
			out <- a
		}()
		a.value, a.err = p.fn(sub, task)
		ok = true
	}()
	select {
	case a := <-out:
		return a.value, a.err
	case <-ctx.Done():
		return zero, ctx.Err()
	}
}

func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.mu.Lock()
	p.closed = true
	p.check()
	p.mu.Unlock()
	select {
	case <-p.idle:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.aborted = true
	for c := range p.cancels {
		(*c)()
	}
	for f := p.waiting.Front(); f != nil; f = p.waiting.Front() {
		p.waiting.Remove(f)
		f.Value.(chan error) <- ErrClosed
	}
	return ctx.Err()
}
