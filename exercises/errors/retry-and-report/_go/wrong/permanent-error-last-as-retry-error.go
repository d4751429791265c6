// fails: error-classification
package solution

import (
	"context"
	"fmt"
	"net/http"
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

func (e *RetryError) Error() string   { return fmt.Sprintf("gave up after %d attempts", e.Attempts) }
func (e *RetryError) Unwrap() []error { return []error{e.Err} }

// PublicError is an error whose message is meant for a client.
type PublicError struct {
	Status  int // an HTTP status from 400 to 599
	Message string
	Err     error // what is behind it, for the log only
}

func (e *PublicError) Error() string { return e.Message }

func (e *PublicError) valid() bool { return e != nil && e.Status >= 400 && e.Status <= 599 }

// retrier is one run of Retry. Each step gives the next one, and nil at the end.
type retrier struct {
	ctx    context.Context
	policy Policy
	op     func(context.Context) error
	made   int
	last   error
	result error
}

type step func(*retrier) step

func (r *retrier) end(err error) step {
	r.result = err
	return nil
}

func begin(r *retrier) step {
	if r.policy.Attempts < 1 {
		return r.end(fmt.Errorf("retry: %d attempts", r.policy.Attempts))
	}
	if r.ctx.Err() != nil {
		return r.end(fmt.Errorf("retry: not started: %w", r.ctx.Err()))
	}
	return call
}

func call(r *retrier) step {
	r.made++
	if r.last = r.op(r.ctx); r.last == nil {
		return r.end(nil)
	}
	return judge
}

func judge(r *retrier) step {
	switch {
	case r.made == r.policy.Attempts:
		return r.end(&RetryError{Attempts: r.made, Err: r.last})
	case !r.policy.Retryable(r.last):
		return r.end(fmt.Errorf("attempt %d failed for good: %w", r.made, r.last))
	}
	return pause
}

func pause(r *retrier) step {
	if r.ctx.Err() == nil {
		alarm := make(chan struct{})
		timer := time.AfterFunc(r.wait(), func() { close(alarm) })
		select {
		case <-alarm:
		case <-r.ctx.Done():
			if !timer.Stop() {
				<-alarm
			}
		}
	}
	if r.ctx.Err() != nil {
		return r.end(fmt.Errorf("retry: after %d attempts: %w", r.made, r.ctx.Err()))
	}
	return call
}

// wait is how long to wait after r.made attempts.
func (r *retrier) wait() time.Duration {
	limit := r.policy.Base
	for range r.made - 1 {
		if limit <= 0 || limit >= r.policy.Max {
			break
		}
		doubled := limit * 2
		if doubled < limit { // overflown
			doubled = r.policy.Max
		}
		limit = doubled
	}
	limit = min(limit, r.policy.Max)
	x := r.policy.Random()
	if x >= 1 {
		return limit
	}
	return time.Duration(x * float64(limit))
}

// Retry calls op until it succeeds, fails for good, the attempts are used up or
// ctx is done.
func Retry(ctx context.Context, p Policy, op func(context.Context) error) error {
	r := &retrier{ctx: ctx, policy: p, op: op}
	for next := step(begin); next != nil; {
		next = next(r)
	}
	return r.result
}

// HTTPError turns any error into an answer for a client.
func HTTPError(err error) (status int, message string) {
	stack := []error{err}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if pe, ok := top.(*PublicError); ok {
			if pe.valid() {
				return pe.Status, pe.Message
			}
			if pe != nil {
				stack = append(stack, pe.Err)
			}
			continue
		}
		switch w := top.(type) {
		case interface{ Unwrap() error }:
			stack = append(stack, w.Unwrap())
		case interface{ Unwrap() []error }:
			inner := w.Unwrap()
			for i := len(inner) - 1; i >= 0; i-- {
				stack = append(stack, inner[i])
			}
		}
	}
	return http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)
}
