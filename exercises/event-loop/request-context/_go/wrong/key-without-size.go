// fails: context-isolation
package solution

import (
	"context"
	"net/http"
	"strings"
)

// Fields are what is known about a request, such as its "requestId".
type Fields map[string]string

// fieldsContext is a context of its own which knows its fields; it embeds the outer one.
type fieldsContext struct {
	context.Context
	fields Fields
}

var self = new(struct{}) // its address is the key

func (c *fieldsContext) Value(key any) any {
	if key == any(self) {
		return c
	}
	return c.Context.Value(key)
}

func join(maps ...Fields) Fields {
	out := make(Fields)
	for _, m := range maps {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// WithFields returns a context that has ctx's fields and, on top of them, these.
func WithFields(ctx context.Context, fields Fields) context.Context {
	var outer Fields
	if c, ok := ctx.Value(self).(*fieldsContext); ok {
		outer = c.fields
	}
	return &fieldsContext{Context: ctx, fields: join(outer, fields)}
}

// FieldsFrom returns the fields of a context, and whether it has any.
func FieldsFrom(ctx context.Context) (Fields, bool) {
	c, ok := ctx.Value(self).(*fieldsContext)
	if !ok {
		return nil, false
	}
	return join(c.fields), true
}

const allowed = "abcdefghijklmnopqrstuvwxyz" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "0123456789._-"

// Middleware gives every request a field "requestId".
func Middleware(generate func() string) func(http.Handler) http.Handler {
	requestID := func(h http.Header) string {
		id := h.Get("X-Request-Id")
		if n := len(id); n == 0 || n > 64 || strings.Trim(id, allowed) != "" {
			return generate()
		}
		return id
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r = r.Clone(WithFields(r.Context(), Fields{"requestId": requestID(r.Header)}))
			next.ServeHTTP(w, r)
		})
	}
}

// Bind ties fn to ctx's values.
func Bind(ctx context.Context, fn func(context.Context)) func() {
	values := Detach(ctx)
	return func() {
		fn(values)
	}
}

// Detach returns a context with ctx's values that does not end when ctx does.
func Detach(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }
