package solution

import (
	"fmt"
	"net/http"
)

type Handler func(http.ResponseWriter, *http.Request) error

type Middleware func(Handler) Handler

func Chain(middlewares ...Middleware) Middleware {
	if len(middlewares) == 0 {
		return func(h Handler) Handler { return h }
	}
	return func(h Handler) Handler { return middlewares[0](Chain(middlewares[1:]...)(h)) }
}

// Adapt always calls onError, with a writer that is deaf once the response has begun.
func Adapt(h Handler, onError func(http.ResponseWriter, *http.Request, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := false
		var failure error
		func() {
			defer func() {
				v := recover()
				if v == nil {
					return
				}
				err, is := v.(error)
				if v == http.ErrAbortHandler {
					panic(v)
				}
				if !is {
					err = fmt.Errorf("%v", v)
				}
				failure = err
			}()
			failure = h(noting{w, &began}, r)
		}()
		switch {
		case failure == nil:
		case began:
			onError(deaf{http.Header{}}, r, failure)
		default:
			onError(w, r, failure)
		}
	})
}

type noting struct {
	http.ResponseWriter
	began *bool
}

func (n noting) WriteHeader(status int) {
	*n.began = true
	n.ResponseWriter.WriteHeader(status)
}

func (n noting) Write(p []byte) (int, error) {
	*n.began = true
	return n.ResponseWriter.Write(p)
}

func (n noting) Flush() {
	if flusher, ok := n.ResponseWriter.(http.Flusher); ok {
		*n.began = true
		flusher.Flush()
	}
}

type deaf struct{ header http.Header }

func (d deaf) Header() http.Header         { return d.header }
func (d deaf) WriteHeader(int)             {}
func (d deaf) Write(p []byte) (int, error) { return len(p), nil }
