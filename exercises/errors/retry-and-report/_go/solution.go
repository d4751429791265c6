package solution

import (
	"context"
	"errors"
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

func (e *RetryError) Error() string { return "not written yet" }

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
	return errors.New("Retry is not written yet")
}

// HTTPError turns any error into an answer for a client.
func HTTPError(err error) (status int, message string) { return 0, "" }
