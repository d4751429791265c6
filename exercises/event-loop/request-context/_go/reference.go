package solution

import (
	"context"
	"maps"
	"net/http"
	"regexp"
)

// Fields are what is known about a request, such as its "requestId".
type Fields map[string]string

// fieldsKey is the key of the fields. No other package can name its type.
type fieldsKey struct{}

// WithFields returns a context that has ctx's fields and, on top of them, these.
// The map in a context is never written to again.
func WithFields(ctx context.Context, fields Fields) context.Context {
	all := Fields{}
	outer, _ := ctx.Value(fieldsKey{}).(Fields)
	maps.Copy(all, outer)
	maps.Copy(all, fields)
	return context.WithValue(ctx, fieldsKey{}, all)
}

// FieldsFrom returns a copy of the fields of a context, and whether it has any.
func FieldsFrom(ctx context.Context) (Fields, bool) {
	fields, ok := ctx.Value(fieldsKey{}).(Fields)
	return maps.Clone(fields), ok
}

// Middleware gives every request a field "requestId": its X-Request-Id header if
// that is harmless, what generate returns if it is not.
func Middleware(generate func() string) func(http.Handler) http.Handler {
	harmless := regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
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

// Bind ties fn to ctx's values: the callback may be called at any time, also after
// the request has ended.
func Bind(ctx context.Context, fn func(context.Context)) func() {
	detached := Detach(ctx)
	return func() { fn(detached) }
}

// Detach returns a context with ctx's values that does not end when ctx does.
func Detach(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }
