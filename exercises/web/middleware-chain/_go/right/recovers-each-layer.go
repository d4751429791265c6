package solution

import (
	"fmt"
	"net/http"
)

type Handler func(http.ResponseWriter, *http.Request) error

type Middleware func(Handler) Handler

// Chain recovers around every layer, so that middlewares see panics as errors.
func Chain(middlewares ...Middleware) Middleware {
	return func(h Handler) Handler {
		h = safe(h)
		for i := len(middlewares) - 1; i >= 0; i-- {
			h = safe(middlewares[i](h))
		}
		return h
	}
}

func safe(h Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) (err error) {
		defer func() {
			v := recover()
			if v == http.ErrAbortHandler {
				panic(v)
			}
			if cause, ok := v.(error); ok {
				err = cause
			} else if v != nil {
				err = fmt.Errorf("panic in a handler: %v", v)
			}
		}()
		return h(w, r)
	}
}

type app struct {
	handler Handler
	onError func(http.ResponseWriter, *http.Request, error)
}

func Adapt(h Handler, onError func(http.ResponseWriter, *http.Request, error)) http.Handler {
	return app{safe(h), onError}
}

func (a app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t := &tracker{inner: w}
	err := a.handler(t, r)
	if err == nil || t.head {
		return
	}
	a.onError(t, r, err)
}

type tracker struct {
	inner http.ResponseWriter
	head  bool
}

func (t *tracker) Header() http.Header         { return t.inner.Header() }
func (t *tracker) Unwrap() http.ResponseWriter { return t.inner }

func (t *tracker) WriteHeader(status int) {
	if t.head {
		return
	}
	t.head = true
	t.inner.WriteHeader(status)
}

func (t *tracker) Write(p []byte) (int, error) {
	t.WriteHeader(http.StatusOK)
	return t.inner.Write(p)
}

func (t *tracker) Flush() {
	t.WriteHeader(http.StatusOK)
	http.NewResponseController(t.inner).Flush()
}
