// fails: *
package solution

import (
	"context"
	"net/http"
)

type Fields map[string]string

func WithFields(ctx context.Context, fields Fields) context.Context { panic("not today") }
func FieldsFrom(ctx context.Context) (Fields, bool)                 { return nil, false }
func Middleware(generate func() string) func(http.Handler) http.Handler {
	panic("not today")
}
func Bind(ctx context.Context, fn func(context.Context)) func() { return func() {} }
func Detach(ctx context.Context) context.Context                { return context.Background() }
