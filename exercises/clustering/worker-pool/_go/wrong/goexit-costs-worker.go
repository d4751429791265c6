// fails: crash-recovery
package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// style: persistent workers on an unbuffered channel; fn runs in the worker's goroutine,
// a worker that Goexit kills is replaced.

var ErrClosed = errors.New("the pool is closed")

type reply[R any] struct {
	val R
	err error
}
type work[T, R any] struct {
	ctx   context.Context
	task  T
	reply chan reply[R]
}
type Pool[T, R any] struct {
	fn       func(context.Context, T) (R, error)
	jobs     chan work[T, R]
	quit     chan struct{}
	quitOnce sync.Once
	abort    context.Context
	abortNow context.CancelFunc
	workers  sync.WaitGroup
	stopped  chan struct{}
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	p := &Pool[T, R]{fn: fn, jobs: make(chan work[T, R]), quit: make(chan struct{}), stopped: make(chan struct{})}
	p.abort, p.abortNow = context.WithCancel(context.Background())
	p.workers.Add(size)
	for range size {
		go p.worker()
	}
	return p
}

func (p *Pool[T, R]) worker() {
	normal := false
	defer func() {
		_ = normal
		p.workers.Done()
	}()
	for {
		select {
		case <-p.quit:
			normal = true
			return
		default:
		}
		select {
		case <-p.quit:
			normal = true
			return
		case w := <-p.jobs:
			p.one(w)
		}
	}
}

func (p *Pool[T, R]) one(w work[T, R]) {
	if err := w.ctx.Err(); err != nil {
		w.reply <- reply[R]{err: err}
		return
	}
	ctx, cancel := context.WithCancelCause(w.ctx)
	defer cancel(nil)
	defer context.AfterFunc(p.abort, func() { cancel(ErrClosed) })()
	res := reply[R]{err: errors.New("the goroutine of the task has ended")}
	defer func() {
		if r := recover(); r != nil {
			res.err = fmt.Errorf("panic: %v", r)
		}
		w.reply <- res
	}()
	res.val, res.err = p.call(ctx, w.task, &res)
}
func (p *Pool[T, R]) call(ctx context.Context, t T, _ *reply[R]) (R, error) { return p.fn(ctx, t) }

func (p *Pool[T, R]) Submit(ctx context.Context, task T) (r R, err error) {
	select {
	case <-p.quit:
		return r, ErrClosed
	default:
	}
	w := work[T, R]{ctx, task, make(chan reply[R], 1)}
	select {
	case p.jobs <- w:
	case <-ctx.Done():
		return r, ctx.Err()
	case <-p.quit:
		return r, ErrClosed
	}
	select {
	case a := <-w.reply:
		return a.val, a.err
	case <-ctx.Done():
		return r, ctx.Err()
	}
}

func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.quitOnce.Do(func() {
		close(p.quit)
		go func() { p.workers.Wait(); close(p.stopped) }()
	})
	select {
	case <-p.stopped:
		p.abortNow()
		return nil
	case <-ctx.Done():
		p.abortNow()
		return ctx.Err()
	}
}
