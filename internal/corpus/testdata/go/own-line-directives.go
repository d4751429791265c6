// attack own: claims the places of its errors for the exercise's own file | exercise: retry-and-report | only: backoff-growth
// passes: none | status: error
//
//line scenarios.go:1
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

//line /usr/lib/go/src/runtime/panic.go:1
func Retry(context.Context, Policy, func(context.Context) error) error { panic("main.run") }

func HTTPError(error) (int, string) { panic("main.answers(...)\n\tscenarios.go:1") }
