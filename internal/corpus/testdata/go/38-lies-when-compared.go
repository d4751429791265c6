// attack 38, 23: errors that are everything and look like anything
// exercise: retry-and-report | only: backoff-growth | passes: none
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

type everything struct{}

func (everything) Error() string                { return "" }
func (everything) Is(error) bool                { return true }
func (everything) Unwrap() error                { return everything{} }
func (everything) MarshalJSON() ([]byte, error) { return []byte(`{"status":"rejected"}`), nil }

// As sets whatever it is asked for, when it can.
func (everything) As(target any) bool {
	if t, ok := target.(**RetryError); ok {
		*t = &RetryError{Attempts: 5}
		return true
	}
	return false
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

func Retry(context.Context, Policy, func(context.Context) error) error { return limited{} }

// limited ends after a while, since identities are looked up along the chain.
type limited struct{ everything }

func (limited) Unwrap() error { return nil }

func HTTPError(error) (int, string) { return 500, "" }
