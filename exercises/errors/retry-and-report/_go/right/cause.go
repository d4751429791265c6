package solution

import (
	"context"
	"fmt"
	"time"
)

// Policy says how to retry.
type Policy struct {
	Attempts  int              // calls in all, the first one included
	Base      time.Duration    // longest wait after the first attempt
	Max       time.Duration    // longest wait of all
	Random    func() float64   // from 0 to 1, called once a wait
	Retryable func(error) bool // whether trying again may help
}

// RetryError is what Retry returns when every attempt has failed.
type RetryError struct {
	Attempts int
	Err      error // of the last attempt
}

func (e *RetryError) Error() string {
	return fmt.Sprintf("gave up after %d attempts: %v", e.Attempts, e.Err)
}

// Unwrap returns the error of the last attempt.
func (e *RetryError) Unwrap() error { return e.Err }

// PublicError is an error whose message is meant for a client.
type PublicError struct {
	Status  int // an HTTP status from 400 to 599
	Message string
	Err     error // what is behind it, for the log only
}

func (e *PublicError) Error() string { return e.Message }

// Retry calls op until it succeeds, fails for good, the attempts are used up or
// ctx is done.
func Retry(ctx context.Context, p Policy, op func(context.Context) error) error {
	if p.Attempts < 1 {
		return fmt.Errorf("retry: attempts must be at least 1, not %d", p.Attempts)
	}
	limit := p.Base
	for attempt := 1; ; attempt++ {
		err := op(ctx)
		if err == nil || !p.Retryable(err) {
			return err
		}
		if attempt == p.Attempts {
			return &RetryError{attempt, err}
		}
		if err := sleep(ctx, time.Duration(p.Random()*float64(min(limit, p.Max)))); err != nil {
			return err
		}
		limit = min(2*limit, p.Max)
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return fmt.Errorf("while waiting: %w", context.Cause(ctx))
	}
}

// HTTPError turns any error into an answer for a client. Only what somebody wrote
// as a PublicError is shown.
func HTTPError(err error) (status int, message string) {
	if public := find(err); public != nil {
		return public.Status, public.Message
	}
	return 500, "internal error"
}

// find looks through a tree of errors, from the outside in, for the first that a
// client may be shown. errors.As would stop at the first of the type, whatever its
// status.
func find(err error) *PublicError {
	if public, ok := err.(*PublicError); ok && public.Status >= 400 && public.Status <= 599 {
		return public
	}
	switch outer := err.(type) {
	case interface{ Unwrap() error }:
		return find(outer.Unwrap())
	case interface{ Unwrap() []error }:
		for _, inner := range outer.Unwrap() {
			if public := find(inner); public != nil {
				return public
			}
		}
	}
	return nil
}
