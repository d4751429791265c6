package solution

import (
	"context"
	"net/http"
)

// Fields are what is known about a request, such as its "requestId".
type Fields map[string]string

// WithFields returns a context that has ctx's fields and, on top of them, these.
func WithFields(ctx context.Context, fields Fields) context.Context { return ctx }

// FieldsFrom returns the fields of a context, and whether it has any.
func FieldsFrom(ctx context.Context) (Fields, bool) { return nil, false }

// Middleware gives every request a field "requestId": its X-Request-Id header if
// that is harmless, what generate returns if it is not.
func Middleware(generate func() string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler { panic("Middleware is not written yet") }
}

// Bind ties fn to ctx's values: the callback may be called at any time, also after
// the request has ended.
func Bind(ctx context.Context, fn func(context.Context)) func() { return func() {} }

// Detach returns a context with ctx's values that does not end when ctx does.
func Detach(ctx context.Context) context.Context { return context.Background() }
