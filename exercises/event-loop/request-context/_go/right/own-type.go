package solution

import (
	"context"
	"net/http"
	"strings"
	"time"
)

type Fields map[string]string

// node is a context of its own: one field each, linked to the one before.
type node struct {
	context.Context
	name, value string
}

var address int // whose address is the key

func (n *node) Value(key any) any {
	if key == &address {
		return n
	}
	return n.Context.Value(key)
}

func WithFields(ctx context.Context, fields Fields) context.Context {
	if len(fields) == 0 {
		return &node{ctx, "", ""}
	}
	for name, value := range fields {
		ctx = &node{ctx, name, value}
	}
	return ctx
}

func FieldsFrom(ctx context.Context) (Fields, bool) {
	fields, any := Fields{}, false
	for {
		n, ok := ctx.Value(&address).(*node)
		if !ok {
			break
		}
		if _, newer := fields[n.name]; !newer && n.name != "" {
			fields[n.name] = n.value
		}
		ctx, any = n.Context, true
	}
	return fields, any
}

type handler struct {
	next     http.Handler
	generate func() string
}

func Middleware(generate func() string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler { return handler{next, generate} }
}

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := r.Header.Get("X-Request-Id")
	if id == "" || len(id) > 64 || strings.ContainsFunc(id, forbidden) {
		id = h.generate()
	}
	w.Header().Set("X-Request-Id", id)
	h.next.ServeHTTP(w, r.Clone(WithFields(r.Context(), Fields{"requestId": id})))
}

func forbidden(c rune) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return false
	}
	return !strings.ContainsRune("._-", c)
}

type detached struct{ context.Context }

func (detached) Deadline() (deadline time.Time, ok bool) { return }
func (detached) Done() <-chan struct{}                   { return nil }
func (detached) Err() error                              { return nil }

func Detach(ctx context.Context) context.Context { return detached{ctx} }

func Bind(ctx context.Context, fn func(context.Context)) func() {
	return func() { fn(Detach(ctx)) }
}
