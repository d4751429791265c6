package solution

import (
	"context"
	"errors"
	"fmt"
	"math"
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
	var public *PublicError
	if errors.As(err, &public) && public.Status >= 400 && public.Status <= 599 {
		return public.Status, public.Message
	}
	return 500, "internal error"
}
