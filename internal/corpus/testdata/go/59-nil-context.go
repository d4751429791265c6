// attack 59: returns nil contexts and handlers | exercise: request-context
// passes: none | status: error, fail, blocked, no result
package solution

import (
	"context"
	"net/http"
)

type Fields map[string]string

func WithFields(ctx context.Context, fields Fields) context.Context { return nil }
func FieldsFrom(ctx context.Context) (Fields, bool)                 { return nil, false }
func Middleware(generate func() string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler { return nil }
}
func Bind(ctx context.Context, fn func(context.Context)) func() { return nil }
func Detach(ctx context.Context) context.Context                { return nil }
