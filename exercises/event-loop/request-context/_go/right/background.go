package solution

import (
	"context"
	"net/http"
)

type Fields map[string]string

type contextKey int

const (
	keyFields contextKey = iota + 1
)

type entry struct{ name, value string }

// WithFields keeps a slice, which is copied whenever it grows.
func WithFields(ctx context.Context, fields Fields) context.Context {
	outer, _ := ctx.Value(keyFields).([]entry)
	entries := append(make([]entry, 0, len(outer)+len(fields)), outer...)
	for name, value := range fields {
		entries = append(entries, entry{name, value})
	}
	return context.WithValue(ctx, keyFields, entries)
}

func FieldsFrom(ctx context.Context) (Fields, bool) {
	entries, ok := ctx.Value(keyFields).([]entry)
	if !ok {
		return nil, false
	}
	fields := make(Fields, len(entries))
	for _, e := range entries {
		fields[e.name] = e.value
	}
	return fields, true
}

func Middleware(generate func() string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		serve := func(w http.ResponseWriter, r *http.Request) {
			given := r.Header.Values("X-Request-Id")
			id := ""
			if len(given) == 1 && acceptable(given[0]) {
				id = given[0]
			} else {
				id = generate()
			}
			copied := *r.WithContext(WithFields(r.Context(), Fields{"requestId": id}))
			next.ServeHTTP(w, &copied)
		}
		return http.HandlerFunc(serve)
	}
}

func acceptable(id string) bool {
	for i := range len(id) {
		c := id[i] | 0x20 // lower case, and harmless to digits
		letter := 'a' <= c && c <= 'z' && id[i] < 0x80
		digit := '0' <= id[i] && id[i] <= '9'
		if !letter && !digit && id[i] != '.' && id[i] != '_' && id[i] != '-' {
			return false
		}
	}
	return 1 <= len(id) && len(id) <= 64
}

// Detach begins anew and takes only the fields along.
func Detach(ctx context.Context) context.Context {
	return values{context.Background(), ctx}
}

type values struct {
	context.Context
	from context.Context
}

func (v values) Value(key any) any { return v.from.Value(key) }

func Bind(ctx context.Context, fn func(context.Context)) func() {
	return func() { fn(Detach(ctx)) }
}
