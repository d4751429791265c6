// fails: context-bind-callback
package solution

import (
	"context"
	"maps"
	"net/http"
	"regexp"
)

// Fields are what is known about a request, such as its "requestId".
type Fields map[string]string

type fieldsKey struct{}

var harmless = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// WithFields returns a context that has ctx's fields and, on top of them, these.
func WithFields(ctx context.Context, fields Fields) context.Context {
	merged, ok := FieldsFrom(ctx)
	if !ok {
		merged = Fields{}
	}
	maps.Copy(merged, fields)
	return context.WithValue(ctx, fieldsKey{}, merged)
}

// FieldsFrom returns a copy of the fields of a context, and whether it has any.
func FieldsFrom(ctx context.Context) (Fields, bool) {
	fields, ok := ctx.Value(fieldsKey{}).(Fields)
	return maps.Clone(fields), ok
}

// Middleware gives every request a field "requestId".
func Middleware(generate func() string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			id := r.Header.Get("X-Request-Id")
			if !harmless.MatchString(id) {
				id = generate()
			}
			next.ServeHTTP(w, r.WithContext(WithFields(r.Context(), Fields{"requestId": id})))
		})
	}
}

// Bind ties fn to ctx's values.
func Bind(ctx context.Context, fn func(context.Context)) func() {
	ctx = Detach(ctx)
	return func() {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		fn(ctx)
	}
}

// Detach returns a context with ctx's values that does not end when ctx does.
func Detach(ctx context.Context) context.Context {
	return context.WithoutCancel(ctx)
}
