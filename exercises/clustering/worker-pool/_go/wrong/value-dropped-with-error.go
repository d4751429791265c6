// fails: result-correlation
package solution

import (
	"context"
	"errors"
	"fmt"
)

var ErrClosed = errors.New("the pool is closed")

type result[R any] struct {
	value R
	err   error
}

type request[T, R any] struct {
	ctx    context.Context
	task   T
	reply  chan result[R] // holds one
	cancel context.CancelFunc
}
type Pool[T, R any] struct {
	fn     func(context.Context, T) (R, error)
	size   int
	submit chan *request[T, R]
	forget chan *request[T, R]
	finish chan *request[T, R]
	close  chan chan struct{}
	abort  chan chan struct{}
	ended  chan struct{}
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	p := &Pool[T, R]{
		fn:     fn,
		size:   size,
		submit: make(chan *request[T, R]),
		forget: make(chan *request[T, R]),
		finish: make(chan *request[T, R]),
		close:  make(chan chan struct{}),
		abort:  make(chan chan struct{}),
		ended:  make(chan struct{}),
	}
	go p.manage()
	return p
}

func (p *Pool[T, R]) manage() {
	defer close(p.ended)
	var waiting []*request[T, R]
	running := map[*request[T, R]]bool{}
	closed := false
	refuse := func() {
		for _, r := range waiting {
			r.reply <- result[R]{err: ErrClosed}
		}
		waiting = nil
	}
	for !closed || len(running) > 0 {
		select {
		case r := <-p.submit:
			if closed {
				r.reply <- result[R]{err: ErrClosed}
			} else {
				waiting = append(waiting, r)
			}
		case r := <-p.forget:
			for i, other := range waiting {
				if other == r {
					waiting = append(waiting[:i:i], waiting[i+1:]...)
					break
				}
			}
		case r := <-p.finish:
			delete(running, r)
		case ok := <-p.close:
			closed = true
			refuse()
			close(ok)
		case ok := <-p.abort:
			for r := range running {
				r.cancel()
			}
			close(ok)
		}
		for len(waiting) > 0 && len(running) < p.size {
			r := waiting[0]
			waiting = waiting[1:]
			if err := r.ctx.Err(); err != nil {
				r.reply <- result[R]{err: err}
				continue
			}
			ctx, cancel := context.WithCancel(r.ctx)
			r.cancel = cancel
			running[r] = true
			go p.run(ctx, r)
		}
	}
}

func (p *Pool[T, R]) run(ctx context.Context, r *request[T, R]) {
	res := result[R]{err: errors.New("the task exited")}
	defer func() {
		r.cancel()
		p.finish <- r
		r.reply <- res
	}()
	defer func() {
		if v := recover(); v != nil {
			res = result[R]{err: fmt.Errorf("the task panicked: %v", v)}
		}
	}()
	value, err := p.fn(ctx, r.task)
	if err != nil {
		res = result[R]{err: fmt.Errorf("task: %w", err)}
		return
	}
	res = result[R]{value: value}
}
func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	var zero R
	if ctx.Err() != nil {
		return zero, ctx.Err()
	}
	r := &request[T, R]{ctx: ctx, task: task, reply: make(chan result[R], 1)}
	select {
	case p.submit <- r:
	case <-p.ended:
		return zero, ErrClosed
	}
	select {
	case res := <-r.reply:
		return res.value, res.err
	case <-ctx.Done():
		select {
		case p.forget <- r:
		case <-p.ended:
		}
		return zero, ctx.Err()
	}
}
func (p *Pool[T, R]) Close(ctx context.Context) error {
	ok := make(chan struct{})
	select {
	case p.close <- ok:
		<-ok
	case <-p.ended:
		return nil
	}
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
	}
	ok = make(chan struct{})
	select {
	case p.abort <- ok:
		<-ok
		return ctx.Err()
	case <-p.ended:
		return nil
	}
}
