// fails: context-isolation, context-no-leak, context-bind-callback, context-nesting
package solution

import (
	"context"
	"maps"
	"net/http"
	"regexp"
)

type Fields map[string]string

var current Fields

func WithFields(ctx context.Context, fields Fields) context.Context {
	all := Fields{}
	maps.Copy(all, current)
	maps.Copy(all, fields)
	current = all
	return ctx
}
func FieldsFrom(ctx context.Context) (Fields, bool) {
	return maps.Clone(current), current != nil
}
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
func Bind(ctx context.Context, fn func(context.Context)) func() {
	detached := Detach(ctx)
	return func() { fn(detached) }
}
func Detach(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }
