package solution

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

type Policy struct {
	Attempts  int              // calls in all, the first one included
	Base      time.Duration    // longest wait after the first attempt
	Max       time.Duration    // longest wait of all
	Random    func() float64   // from 0 to 1, called once a wait
	Retryable func(error) bool // whether trying again may help
}

type RetryError struct {
	Attempts int
	Err      error // of the last attempt
}

func (e *RetryError) Error() string {
	return fmt.Sprintf("gave up after %d attempts: %v", e.Attempts, e.Err)
}

func (e *RetryError) Unwrap() error { return e.Err }

type PublicError struct {
	Status  int // an HTTP status from 400 to 599
	Message string
	Err     error // what is behind it, for the log only
}

func (e *PublicError) Error() string { return e.Message }

func (e *PublicError) Unwrap() error { return e.Err }

func Retry(ctx context.Context, p Policy, op func(context.Context) error) error {
	if p.Attempts < 1 {
		return errors.New("no attempts are allowed")
	}
	var last error
	for try := range p.Attempts {
		if try > 0 {
			longest := math.Min(float64(p.Max), float64(p.Base)*math.Pow(2, float64(try-1)))
			select {
			case <-time.After(time.Duration(longest * p.Random())):
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		if last = op(ctx); last == nil {
			return nil
		}
		if !p.Retryable(last) {
			return fmt.Errorf("not worth another try: %w", last)
		}
	}
	return fmt.Errorf("retry: %w", &RetryError{p.Attempts, last})
}

func HTTPError(err error) (status int, message string) {
	for waiting := []error{err}; len(waiting) > 0; waiting = waiting[1:] {
		if public, ok := waiting[0].(*PublicError); ok && slices.Contains([]int{4, 5}, public.Status/100) {
			return public.Status, public.Message
		}
		if one := errors.Unwrap(waiting[0]); one != nil {
			waiting = append(waiting, one)
		}
		if many, ok := waiting[0].(interface{ Unwrap() []error }); ok {
			waiting = append(waiting, many.Unwrap()...)
		}
	}
	return 500, "internal error"
}
