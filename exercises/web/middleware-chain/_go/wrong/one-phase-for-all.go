// fails: context-isolation
package solution

import (
	"fmt"
	"net/http"
	"sync/atomic"
)

type Handler func(http.ResponseWriter, *http.Request) error
type Middleware func(Handler) Handler

func Chain(middlewares ...Middleware) Middleware {
	if len(middlewares) == 0 {
		return func(h Handler) Handler { return h }
	}
	first, rest := middlewares[0], Chain(middlewares[1:]...)
	return func(h Handler) Handler { return first(rest(h)) }
}

const (
	fresh int32 = iota
	begun
)

type response struct {
	inner http.ResponseWriter
	phase *atomic.Int32
}

func (r *response) Header() http.Header         { return r.inner.Header() }
func (r *response) WriteHeader(code int)        { r.phase.Store(begun); r.inner.WriteHeader(code) }
func (r *response) Write(b []byte) (int, error) { r.phase.Store(begun); return r.inner.Write(b) }
func (r *response) Unwrap() http.ResponseWriter { return r.inner }
func (r *response) FlushError() error {
	r.phase.Store(begun)
	return http.NewResponseController(r.inner).Flush()
}

type nowhere struct{ header http.Header }

func (n nowhere) Header() http.Header         { return n.header }
func (n nowhere) WriteHeader(int)             {}
func (n nowhere) Write(b []byte) (int, error) { return len(b), nil }

type PanicError struct{ Value any }

func (p PanicError) Error() string { return fmt.Sprint("handler panicked: ", p.Value) }

type adapter struct {
	handler Handler
	onError func(http.ResponseWriter, *http.Request, error)
	phase   *atomic.Int32
}

func Adapt(h Handler, onError func(http.ResponseWriter, *http.Request, error)) http.Handler {
	return adapter{h, onError, new(atomic.Int32)}
}

func (a adapter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.phase.Store(fresh)
	res := &response{inner: w, phase: a.phase}
	err := a.run(res, r)
	switch {
	case err == nil:
	case res.phase.Load() == fresh:
		a.onError(w, r, err)
	default:
		a.onError(nowhere{http.Header{}}, r, err)
	}
}

func (a adapter) run(w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if v == any(http.ErrAbortHandler) {
			panic(v)
		}
		if e, ok := v.(error); ok {
			err = e
		} else {
			err = PanicError{v}
		}
	}()
	return a.handler(w, r)
}
