// fails: context-isolation, input-validation
package solution

import (
	"context"
	"maps"
	"net/http"
)

type Fields map[string]string

type key struct{}

func WithFields(ctx context.Context, fields Fields) context.Context {
	merged := Fields{}
	if old, ok := ctx.Value(key{}).(Fields); ok {
		maps.Copy(merged, old)
	}
	maps.Copy(merged, fields)
	return context.WithValue(ctx, key{}, merged)
}

func FieldsFrom(ctx context.Context) (Fields, bool) {
	f, ok := ctx.Value(key{}).(Fields)
	if !ok {
		return nil, false
	}
	return maps.Clone(f), true
}

func harmless(id string) bool {
	if len(id) < 1 || len(id) > 64 {
		return false
	}
	for i := 0; i < len(id); i++ {
		c := id[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_', c == '-':
		default:
			return false
		}
	}
	return true
}

func Middleware(generate func() string) func(http.Handler) http.Handler {
	gen := generate()
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			id := r.Header.Get("X-Request-Id")
			if !harmless(id) {
				id = gen
			}
			next.ServeHTTP(w, r.WithContext(WithFields(r.Context(), Fields{"requestId": id})))
		})
	}
}

func Bind(ctx context.Context, fn func(context.Context)) func() {
	ctx = Detach(ctx)
	return func() { fn(ctx) }
}

func Detach(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }
