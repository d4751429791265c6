package solution

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"net/http"
	"time"
)

type Policy struct {
	Attempts  int
	Base      time.Duration
	Max       time.Duration
	Random    func() float64
	Retryable func(error) bool
}

type RetryError struct {
	Attempts int
	Err      error
}

func (e *RetryError) Error() string {
	return fmt.Sprint(e.Attempts, " attempts failed, the last with: ", e.Err)
}
func (e *RetryError) Unwrap() []error { return []error{e.Err} }

type PublicError struct {
	Status  int
	Message string
	Err     error
}

func (e *PublicError) Error() string { return e.Message }
func (e *PublicError) Unwrap() error { return e.Err }

func (p Policy) ceilings() iter.Seq2[int, time.Duration] {
	return func(yield func(int, time.Duration) bool) {
		for n := 1; n <= p.Attempts; n++ {
			c := math.Min(float64(p.Base)*math.Pow(2, float64(n-1)), float64(p.Max))
			if !yield(n, time.Duration(c)) {
				return
			}
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t, cancel := context.WithTimeout(context.WithoutCancel(ctx), d)
	defer cancel()
	select {
	case <-t.Done():
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

func Retry(ctx context.Context, p Policy, op func(context.Context) error) error {
	var last error
	for n, ceiling := range p.ceilings() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if last = op(ctx); last == nil {
			return nil
		}
		if !p.Retryable(last) {
			return fmt.Errorf("attempt %d: %w", n, last)
		}
		if n < p.Attempts {
			if err := sleep(ctx, time.Duration(p.Random()*float64(ceiling))); err != nil {
				return fmt.Errorf("while waiting: %w", err)
			}
		}
	}
	if last == nil {
		return errors.New("policy allows no attempt")
	}
	return &RetryError{Attempts: p.Attempts, Err: last}
}

func HTTPError(err error) (int, string) {
	todo := []error{err}
	for len(todo) > 0 {
		e := todo[0]
		todo = todo[1:]
		var pub *PublicError
		switch {
		case e == nil || !errors.As(e, &pub):
			continue
		case pub.Status >= 400 && pub.Status < 600:
			return pub.Status, pub.Message
		}
		switch x := e.(type) {
		case interface{ Unwrap() error }:
			todo = append(todo, x.Unwrap())
		case interface{ Unwrap() []error }:
			todo = append(todo, x.Unwrap()...)
		}
	}
	return http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)
}
