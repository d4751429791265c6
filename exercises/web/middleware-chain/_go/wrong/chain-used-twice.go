// fails: middleware-order
package solution

import (
	"fmt"
	"net/http"
	"slices"
)

// style: functional: the writer is a set of closures; slices.Backward; a begun response that fails is not reported

type Handler func(http.ResponseWriter, *http.Request) error
type Middleware func(Handler) Handler

func Chain(middlewares ...Middleware) Middleware {
	list := slices.Clone(middlewares)
	return func(h Handler) Handler {
		slices.Reverse(list)
		for _, m := range list {
			h = m(h)
		}
		return h
	}
}

type hooks struct {
	http.ResponseWriter
	before func()
}

func (h hooks) Write(b []byte) (int, error) { h.before(); return h.ResponseWriter.Write(b) }
func (h hooks) WriteHeader(s int)           { h.before(); h.ResponseWriter.WriteHeader(s) }
func (h hooks) Flush()                      { h.before(); h.ResponseWriter.(http.Flusher).Flush() }
func (h hooks) Unwrap() http.ResponseWriter { return h.ResponseWriter }

// Recovered makes a panicking handler one that returns an error.
func Recovered(h Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) (err error) {
		defer func() {
			switch v := recover().(type) {
			case nil:
			case error:
				if v == http.ErrAbortHandler {
					panic(v)
				}
				err = v
			default:
				err = fmt.Errorf("%v", v)
			}
		}()
		return h(w, r)
	}
}

func Adapt(h Handler, onError func(http.ResponseWriter, *http.Request, error)) http.Handler {
	h = Recovered(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := false
		if err := h(hooks{w, func() { begun = true }}, r); err != nil && !begun {
			onError(w, r, err)
		}
	})
}
