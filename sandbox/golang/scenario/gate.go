package scenario

import (
	"context"
	"sync"
)

// Gate holds goroutines back until the scenario opens it: the fake call behind a
// callback that completes when the scenario says so. It is made of channels, so
// a goroutine that waits for it does not keep virtual time from passing. Make
// gates inside the scenario's function: a channel of the outside is not part of
// its virtual clock.
type Gate[T any] struct {
	settled chan struct{}
	once    sync.Once
	value   T
	err     error
}

// NewGate returns a closed gate.
func NewGate[T any]() *Gate[T] { return &Gate[T]{settled: make(chan struct{})} }

// Open lets everybody through with a value. Only the first Open or Fail counts.
func (g *Gate[T]) Open(value T) { g.settle(value, nil) }

// Fail lets everybody through with an error.
func (g *Gate[T]) Fail(err error) {
	var zero T
	g.settle(zero, err)
}

// Wait blocks until the gate is settled or the context is done, whose error it
// returns then. A gate that is settled already wins.
func (g *Gate[T]) Wait(ctx context.Context) (T, error) {
	select {
	case <-g.settled:
		return g.value, g.err
	default:
	}
	select {
	case <-g.settled:
		return g.value, g.err
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}

func (g *Gate[T]) settle(value T, err error) {
	g.once.Do(func() {
		g.value, g.err = value, err
		close(g.settled)
	})
}
