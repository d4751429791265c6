// fails: *
package solution

import (
	"context"
	"net/http"
)

type Fields map[string]string

func WithFields(ctx context.Context, fields Fields) context.Context { return ctx }
func FieldsFrom(ctx context.Context) (Fields, bool)                 { return nil, false }
func Middleware(generate func() string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler { return next }
}
func Bind(ctx context.Context, fn func(context.Context)) func() { return func() {} }
func Detach(ctx context.Context) context.Context                { return context.Background() }
