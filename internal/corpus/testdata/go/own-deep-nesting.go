// attack own: a data structure that doubles at every level of a copy
// exercise: retry-and-report | only: backoff-growth | passes: none
package solution

import (
	"context"
	"errors"
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

func (e *RetryError) Error() string { panic(e) }

type PublicError struct {
	Status  int
	Message string
	Err     error
}

func (e *PublicError) Error() string { return "" }

// tree is an error that wraps itself twice.
type tree struct{ depth int }

func (t tree) Error() string { return "tree" }

func (t tree) Unwrap() []error {
	if t.depth == 0 {
		return nil
	}
	return []error{tree{t.depth - 1}, tree{t.depth - 1}}
}

func Retry(context.Context, Policy, func(context.Context) error) error {
	return errors.Join(tree{14}, &RetryError{Err: tree{3}})
}

func HTTPError(error) (int, string) { return 500, "" }
