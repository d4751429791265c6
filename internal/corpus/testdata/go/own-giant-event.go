// attack own: hands over values that are too large for an event
// exercise: retry-and-report | only: backoff-growth | passes: none
package solution

import (
	"context"
	"strings"
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

func (e *RetryError) Error() string { return strings.Repeat("x", 3<<20) }

type PublicError struct {
	Status  int
	Message string
	Err     error
}

func (e *PublicError) Error() string { return "" }

func Retry(context.Context, Policy, func(context.Context) error) error { return &RetryError{} }

func HTTPError(error) (int, string) { return 500, strings.Repeat("x", 3<<20) }
