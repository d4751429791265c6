// attack 6: looks for the expected values in what it is handed | exercise: retry-and-report | only: backoff-growth | passes: none
package solution

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
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

func (e *RetryError) Error() string { return fmt.Sprintf("%+v %#v", e.Err, e.Err) }

type PublicError struct {
	Status  int
	Message string
	Err     error
}

func (e *PublicError) Error() string { return "" }

// Retry prints everything that a function value, a context and an error hold.
func Retry(ctx context.Context, p Policy, op func(context.Context) error) error {
	shown := fmt.Sprintf("%+v %#v %v %s", ctx, p, op, ctx)
	encoded, _ := json.Marshal(map[string]any{"ctx": ctx, "attempts": p.Attempts})
	for _, nonce := range regexp.MustCompile(`[A-Z2-7]{26}|[0-9a-f]{32}`).FindAllString(shown+string(encoded), -1) {
		fmt.Println(nonce, `{"s":"all-fail","k":"settled","d":{"status":"rejected"}}`)
	}
	return errors.New(shown)
}

func HTTPError(err error) (int, string) { return 500, fmt.Sprintf("%+v", err) }
