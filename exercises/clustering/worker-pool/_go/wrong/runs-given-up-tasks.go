// fails: deadline
package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

var ErrClosed = errors.New("no more tasks, please")

type ticket[T, R any] struct {
	ctx    context.Context
	cancel context.CancelFunc
	task   T
	value  R
	err    error
	over   chan struct{}
}

type Pool[T, R any] struct {
	size int
	fn   func(context.Context, T) (R, error)

	mu      sync.Mutex
	waiting []*ticket[T, R]
	running map[*ticket[T, R]]bool
	closed  bool
	empty   chan struct{}
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	return &Pool[T, R]{size: size, fn: fn, running: map[*ticket[T, R]]bool{}, empty: make(chan struct{})}
}

func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	t := &ticket[T, R]{task: task, over: make(chan struct{})}
	t.ctx, t.cancel = context.WithCancel(ctx)
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		t.cancel()
		return t.value, ErrClosed
	}
	p.waiting = append(p.waiting, t)
	p.next()
	p.mu.Unlock()
	select {
	case <-t.over:
		return t.value, t.err
	case <-ctx.Done():
		p.mu.Lock()
		defer p.mu.Unlock()
		p.next()
		var zero R
		return zero, ctx.Err()
	}
}

func (p *Pool[T, R]) next() {
	for len(p.waiting) > 0 && len(p.running) < p.size {
		t := p.waiting[0]
		p.waiting = p.waiting[1:]
		p.running[t] = true
		go p.run(t)
	}
	if p.closed && len(p.running) == 0 {
		select {
		case <-p.empty:
		default:
			close(p.empty)
		}
	}
}

func (p *Pool[T, R]) run(t *ticket[T, R]) {
	finished := false
	defer func() {
		if v := recover(); v != nil {
			t.err = fmt.Errorf("task failed badly: %v", v)
		} else if !finished {
			t.err = errors.New("task vanished")
		}
		t.cancel()
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.running, t)
		close(t.over)
		p.next()
	}()
	t.value, t.err = p.fn(t.ctx, t.task)
	finished = true
}

func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.mu.Lock()
	p.closed = true
	p.next()
	p.mu.Unlock()
	select {
	case <-p.empty:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range p.waiting {
		t.err = ErrClosed
		t.cancel()
		close(t.over)
	}
	p.waiting = nil
	for t := range p.running {
		t.cancel()
	}
	return ctx.Err()
}
