// fails: context-isolation, context-no-leak, context-nesting
package solution

import (
	"context"
	"maps"
	"net/http"
	"regexp"
)

type Fields map[string]string
type fieldsKey struct{}

func WithFields(ctx context.Context, fields Fields) context.Context {
	all := Fields{}
	outer, _ := ctx.Value(fieldsKey{}).(Fields)
	if outer != nil {
		all = outer
	}
	maps.Copy(all, fields)
	return context.WithValue(ctx, fieldsKey{}, all)
}
func FieldsFrom(ctx context.Context) (Fields, bool) {
	fields, ok := ctx.Value(fieldsKey{}).(Fields)
	return maps.Clone(fields), ok
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
