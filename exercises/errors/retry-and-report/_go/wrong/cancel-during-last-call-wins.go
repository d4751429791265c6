// fails: attempt-budget
package solution

import (
	"context"
	"errors"
	"fmt"
	"math"
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
	return fmt.Sprintf("all %d attempts failed, at last: %v", e.Attempts, e.Err)
}

func (e *RetryError) Unwrap() error { return e.Err }

// PublicError is an error whose message is meant for a client.
type PublicError struct {
	Status  int // an HTTP status from 400 to 599
	Message string
	Err     error // what is behind it, for the log only
}

func (e *PublicError) Error() string { return e.Message }

// Unwrap gives what is behind the message.
func (e *PublicError) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.Err
}

// Retry calls op until it succeeds, fails for good, the attempts are used up or
// ctx is done.
func Retry(ctx context.Context, p Policy, op func(context.Context) error) error {
	if p.Attempts < 1 {
		return errors.New("retry: Attempts is less than 1")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	limit := min(p.Base, p.Max)
	for n := 1; ; n++ {
		err := op(ctx)
		if err == nil {
			return nil
		}
		if !p.Retryable(err) {
			return err
		}
		if n >= p.Attempts {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return &RetryError{Attempts: n, Err: err}
		}
		if err := sleep(ctx, p.Random, limit); err != nil {
			return err
		}
		if limit > p.Max/2 {
			limit = p.Max
		} else {
			limit *= 2
		}
	}
}

func sleep(ctx context.Context, random func() float64, limit time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	timer := time.NewTimer(fraction(random(), limit))
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
	return ctx.Err()
}

// fraction is r × d, also where a float64 has not got the digits.
func fraction(r float64, d time.Duration) time.Duration {
	f := r * float64(d)
	if f >= math.MaxInt64 {
		return d
	}
	return min(time.Duration(f), d)
}

// HTTPError turns any error into an answer for a client.
func HTTPError(err error) (status int, message string) {
	if pe := public(err); pe != nil {
		return pe.Status, pe.Message
	}
	return 500, "something went wrong on our side"
}

func public(err error) *PublicError {
	if pe, ok := err.(*PublicError); ok && pe != nil && pe.Status >= 400 && pe.Status <= 599 {
		return pe
	}
	switch w := err.(type) {
	case interface{ Unwrap() error }:
		return public(w.Unwrap())
	case interface{ Unwrap() []error }:
		for _, inner := range w.Unwrap() {
			if pe := public(inner); pe != nil {
				return pe
			}
		}
	}
	return nil
}
