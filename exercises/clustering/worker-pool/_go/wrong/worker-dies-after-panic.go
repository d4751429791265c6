// fails: crash-recovery
package solution

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
)

var ErrClosed = errors.New("worker pool: closed")

type job[T, R any] struct {
	ctx  context.Context
	task T
	done chan struct{}
	out  R
	err  error
}

type Pool[T, R any] struct {
	fn      func(context.Context, T) (R, error)
	jobs    chan *job[T, R]
	quit    chan struct{}
	once    sync.Once
	workers sync.WaitGroup
	gone    chan struct{}
	cancel  context.CancelFunc
	root    context.Context
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	p := &Pool[T, R]{fn: fn, jobs: make(chan *job[T, R]), quit: make(chan struct{}), gone: make(chan struct{})}
	p.root, p.cancel = context.WithCancel(context.Background())
	for range size {
		p.workers.Add(1)
		go p.worker()
	}
	return p
}

func (p *Pool[T, R]) worker() {
	orderly := false
	defer func() {
		_ = orderly
		p.workers.Done()
	}()
	for {
		select {
		case <-p.quit:
			orderly = true
			return
		default:
		}
		select {
		case <-p.quit:
			orderly = true
			return
		case j := <-p.jobs:
			p.do(j)
		}
	}
}

func (p *Pool[T, R]) do(j *job[T, R]) {
	defer close(j.done)
	if j.err = j.ctx.Err(); j.err != nil {
		return
	}
	ctx, cancel := context.WithCancel(j.ctx)
	defer cancel()
	stop := context.AfterFunc(p.root, cancel)
	defer stop()
	j.err = errors.New("the task left without a result")
	defer func() {
		if v := recover(); v != nil {
			j.err = fmt.Errorf("panic: %v", v)
			runtime.Goexit()
		}
	}()
	out, err := p.fn(ctx, j.task)
	j.out, j.err = out, err
}

func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	var zero R
	j := &job[T, R]{ctx: ctx, task: task, done: make(chan struct{})}
	select {
	case <-p.quit:
		return zero, ErrClosed
	default:
	}
	select {
	case p.jobs <- j:
	case <-ctx.Done():
		return zero, ctx.Err()
	case <-p.quit:
		return zero, ErrClosed
	}
	select {
	case <-j.done:
		return j.out, j.err
	case <-ctx.Done():
		return zero, fmt.Errorf("gave up: %w", ctx.Err())
	}
}

func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.once.Do(func() {
		close(p.quit)
		go func() {
			p.workers.Wait()
			close(p.gone)
		}()
	})
	select {
	case <-p.gone:
		p.cancel()
		return nil
	case <-ctx.Done():
		p.cancel()
		return ctx.Err()
	}
}
