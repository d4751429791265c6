// fails: cause-preserved
package solution

import (
	"context"
	"errors"
	"iter"
	"math"
	"strconv"
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

func (e *RetryError) Error() string        { return strconv.Itoa(e.Attempts) + " attempts failed" }
func (e *RetryError) Is(target error) bool { return errors.Is(e.Err, target) }

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
		return errors.New("retry: at least one attempt is needed")
	}
	var last error
	for n := range attempts(ctx, p) {
		last = op(ctx)
		if last == nil || !p.Retryable(last) {
			return last
		}
		if n == p.Attempts {
			return &RetryError{n, last}
		}
	}
	return ctx.Err()
}

// attempts yields the numbers of the attempts, with the waits between them. It
// ends early when ctx does.
func attempts(ctx context.Context, p Policy) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := 1; ctx.Err() == nil && yield(n) && n < p.Attempts && ctx.Err() == nil; n++ {
			ceiling := math.Min(math.Ldexp(float64(p.Base), n-1), float64(p.Max))
			ns := p.Random() * ceiling
			wait := p.Max
			if ns < float64(p.Max) {
				wait = time.Duration(ns)
			}
			alarm, stop := context.WithTimeout(ctx, wait)
			<-alarm.Done()
			stop()
		}
	}
}

// HTTPError turns any error into an answer for a client.
func HTTPError(err error) (status int, message string) {
	for e := range chain(err) {
		if pe, ok := e.(*PublicError); ok && 400 <= pe.Status && pe.Status < 600 {
			return pe.Status, pe.Message
		}
	}
	return 500, "internal error"
}

// chain yields err and everything within it, from the outside in.
func chain(err error) iter.Seq[error] {
	return func(yield func(error) bool) { walk(err, yield) }
}

func walk(err error, yield func(error) bool) bool {
	if pe, ok := err.(*PublicError); err == nil || ok && pe == nil {
		return true
	}
	if !yield(err) {
		return false
	}
	var inner []error
	switch e := err.(type) {
	case *PublicError:
		inner = []error{e.Err}
	case *RetryError:
		inner = []error{e.Err}
	case interface{ Unwrap() []error }:
		inner = e.Unwrap()
	case interface{ Unwrap() error }:
		inner = []error{e.Unwrap()}
	}
	for _, e := range inner {
		if !walk(e, yield) {
			return false
		}
	}
	return true
}
