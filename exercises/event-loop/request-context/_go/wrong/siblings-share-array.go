// fails: context-isolation
package solution

import (
	"context"
	"net/http"
	"time"
)

// Fields are what is known about a request, such as its "requestId".
type Fields map[string]string

type contextKey int

const layerKey contextKey = 0

// layer is one WithFields: its own fields and what lies below.
type layer struct {
	keys []string
	vals []string
}

func topLayer(ctx context.Context) *layer {
	l, _ := ctx.Value(layerKey).(*layer)
	return l
}

// WithFields returns a context that has ctx's fields and, on top of them, these.
func WithFields(ctx context.Context, fields Fields) context.Context {
	l := &layer{}
	if below := topLayer(ctx); below != nil {
		l.keys, l.vals = below.keys, below.vals
	} else {
		l.keys, l.vals = make([]string, 0, 16), make([]string, 0, 16)
	}
	for k, v := range fields {
		l.keys = append(l.keys, k)
		l.vals = append(l.vals, v)
	}
	return context.WithValue(ctx, layerKey, l)
}

// FieldsFrom returns the fields of a context, and whether it has any.
func FieldsFrom(ctx context.Context) (Fields, bool) {
	top := topLayer(ctx)
	if top == nil {
		return nil, false
	}
	all := Fields{}
	for i, k := range top.keys {
		all[k] = top.vals[i]
	}
	return all, true
}

type tagger struct {
	generate func() string
	next     http.Handler
}

func (t *tagger) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := r.Header.Get("X-Request-Id")
	if !valid(id) {
		id = t.generate()
	}
	ctx := WithFields(r.Context(), Fields{"requestId": id})
	t.next.ServeHTTP(w, r.WithContext(ctx))
}

func valid(id string) bool {
	if len(id) < 1 || len(id) > 64 {
		return false
	}
	for i := 0; i < len(id); i++ {
		c := id[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case c == '.', c == '_', c == '-':
		default:
			return false
		}
	}
	return true
}

// Middleware gives every request a field "requestId".
func Middleware(generate func() string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return &tagger{generate: generate, next: next}
	}
}

// detached has the values of its parent and none of its ends.
type detached struct {
	parent context.Context
}

func (d detached) Deadline() (time.Time, bool) { return time.Time{}, false }
func (d detached) Done() <-chan struct{}       { return nil }
func (d detached) Err() error                  { return nil }
func (d detached) Value(key any) any           { return d.parent.Value(key) }

// Bind ties fn to ctx's values.
func Bind(ctx context.Context, fn func(context.Context)) func() {
	return func() {
		fn(Detach(ctx))
	}
}

// Detach returns a context with ctx's values that does not end when ctx does.
func Detach(ctx context.Context) context.Context { return detached{ctx} }
