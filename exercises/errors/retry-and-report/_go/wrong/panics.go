// fails: *
package solution

import (
	"context"
	"time"
)

type Policy struct {
	Attempts  int
	Base, Max time.Duration
	Random    func() float64
	Retryable func(error) bool
}

type RetryError struct {
	Attempts int
	Err      error
}

func (e *RetryError) Error() string { return "" }

type PublicError struct {
	Status  int
	Message string
	Err     error
}

func (e *PublicError) Error() string { return "" }

func Retry(context.Context, Policy, func(context.Context) error) error { panic("not today") }

func HTTPError(error) (int, string) { panic("not today") }
