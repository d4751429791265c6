package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

var ErrClosed = errors.New("the pool is closed")

// Pool lets every task that runs hold a read lock, and Close wait for the write lock.
type Pool[T, R any] struct {
	fn     func(context.Context, T) (R, error)
	tokens chan int
	active sync.RWMutex
	state  sync.Mutex
	shut   bool
	gone   chan struct{}
	root   context.Context
	cancel context.CancelFunc
}

func New[T, R any](size int, fn func(context.Context, T) (R, error)) *Pool[T, R] {
	p := &Pool[T, R]{fn: fn, tokens: make(chan int, size), gone: make(chan struct{})}
	p.root, p.cancel = context.WithCancel(context.Background())
	for i := range size {
		p.tokens <- i
	}
	return p
}

func (p *Pool[T, R]) Submit(ctx context.Context, task T) (R, error) {
	var z R
	p.state.Lock()
	shut := p.shut
	p.state.Unlock()
	if shut {
		return z, ErrClosed
	}
	if ctx.Err() != nil {
		return z, ctx.Err()
	}
	var tok int
	select {
	case tok = <-p.tokens:
	case <-ctx.Done():
		return z, ctx.Err()
	case <-p.gone:
		return z, ErrClosed
	}
	p.state.Lock()
	if p.shut || ctx.Err() != nil {
		err := ErrClosed
		if !p.shut {
			err = ctx.Err()
		}
		p.state.Unlock()
		p.tokens <- tok
		return z, err
	}
	p.active.RLock()
	p.state.Unlock()
	type res struct {
		r R
		e error
	}
	ch := make(chan res, 1)
	go func() {
		out := res{e: errors.New("the task left by Goexit")}
		c, cancel := context.WithCancel(ctx)
		un := context.AfterFunc(p.root, cancel)
		defer func() {
			if x := recover(); x != nil {
				out.e = fmt.Errorf("panicked: %v", x)
			}
			un()
			cancel()
			p.tokens <- tok
			p.active.RUnlock()
			ch <- out
		}()
		r, e := p.fn(c, task)
		out = res{r, e}
	}()
	select {
	case o := <-ch:
		return o.r, o.e
	case <-ctx.Done():
		return z, ctx.Err()
	}
}

func (p *Pool[T, R]) Close(ctx context.Context) error {
	p.state.Lock()
	if !p.shut {
		p.shut = true
		close(p.gone)
	}
	p.state.Unlock()
	ok := make(chan struct{})
	go func() {
		p.active.Lock()
		p.active.Unlock()
		close(ok)
	}()
	select {
	case <-ok:
		p.cancel()
		return nil
	case <-ctx.Done():
		p.cancel()
		return ctx.Err()
	}
}
