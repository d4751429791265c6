package solution

import (
	"context"
	"errors"
	"iter"
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

// waits yields the number of each attempt and waits before all but the first.
func (p Policy) waits(ctx context.Context) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		next := p.Base
		for attempt := 1; attempt <= p.Attempts; attempt++ {
			if attempt > 1 {
				pause, cancel := context.WithTimeout(ctx, time.Duration(p.Random()*float64(min(next, p.Max))))
				<-pause.Done()
				cancel()
				next = min(2*next, p.Max)
			}
			if !yield(attempt, ctx.Err()) {
				return
			}
		}
	}
}

type RetryError struct {
	Attempts int
	Err      error
}

func (e RetryError) Error() string { return "all attempts failed" }
func (e RetryError) Unwrap() error { return e.Err }

type PublicError struct {
	Status  int
	Message string
	Err     error
}

func (e PublicError) Error() string { return e.Message }

var errNoAttempts = errors.New("Policy.Attempts must be positive")

func Retry(ctx context.Context, p Policy, op func(context.Context) error) error {
	failed := &RetryError{Err: errNoAttempts}
	for attempt, cancelled := range p.waits(ctx) {
		if cancelled != nil {
			return cancelled
		}
		err := op(ctx)
		if err == nil || !p.Retryable(err) {
			return err
		}
		failed.Attempts, failed.Err = attempt, err
	}
	return failed
}

// all lists an error and what it wraps, the outermost first.
func all(err error) []error {
	if err == nil {
		return nil
	}
	found := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			found = append(found, all(e)...)
		}
		return found
	}
	return append(found, all(errors.Unwrap(err))...)
}

func HTTPError(err error) (int, string) {
	for _, e := range all(err) {
		if public, ok := e.(*PublicError); ok {
			switch public.Status / 100 {
			case 4, 5:
				return public.Status, public.Message
			}
		}
	}
	return http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)
}
