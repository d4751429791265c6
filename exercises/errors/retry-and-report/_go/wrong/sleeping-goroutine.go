// fails: cancellation
package solution

import (
	"context"
	"errors"
	"fmt"
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
	return fmt.Sprintf("gave up after %d attempts: %v", e.Attempts, e.Err)
}
func (e *RetryError) Unwrap() error { return e.Err }

type PublicError struct {
	Status  int
	Message string
	Err     error
}

func (e *PublicError) Error() string { return e.Message }
func (e *PublicError) Unwrap() error { return e.Err }

func Retry(ctx context.Context, p Policy, op func(context.Context) error) error {
	if p.Attempts < 1 {
		return errors.New("attempts must be positive")
	}
	limit := p.Base
	for n := 1; ; n++ {
		err := op(ctx)
		if err == nil {
			return nil
		}
		if !p.Retryable(err) {
			return err
		}
		if n == p.Attempts {
			return &RetryError{n, err}
		}
		limit = min(limit, p.Max)
		woke := make(chan struct{})
		d := time.Duration(p.Random() * float64(limit))
		go func() {
			time.Sleep(d)
			close(woke)
		}()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-woke:
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if limit < p.Max {
			if limit > p.Max/2 {
				limit = p.Max
			} else {
				limit *= 2
			}
		}
	}
}

func find(err error) *PublicError {
	if err == nil {
		return nil
	}
	if p, ok := err.(*PublicError); ok && p != nil && p.Status >= 400 && p.Status <= 599 {
		return p
	}
	switch u := err.(type) {
	case interface{ Unwrap() error }:
		return find(u.Unwrap())
	case interface{ Unwrap() []error }:
		for _, e := range u.Unwrap() {
			if p := find(e); p != nil {
				return p
			}
		}
	}
	return nil
}

func HTTPError(err error) (status int, message string) {
	if p := find(err); p != nil {
		return p.Status, p.Message
	}
	return 500, "internal error"
}
