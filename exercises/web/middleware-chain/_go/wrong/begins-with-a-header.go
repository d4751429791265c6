// fails: next-once
package solution

import (
	"fmt"
	"net/http"
	"slices"
)

type Handler func(http.ResponseWriter, *http.Request) error

type Middleware func(Handler) Handler

func Chain(middlewares ...Middleware) Middleware {
	return func(h Handler) Handler {
		for _, wrap := range slices.Backward(middlewares) {
			h = wrap(h)
		}
		return h
	}
}

func Adapt(h Handler, onError func(http.ResponseWriter, *http.Request, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		response := &response{ResponseWriter: w}
		if err := recovered(h, response, r); err != nil && !response.begun {
			onError(w, r, err)
		}
	})
}

func recovered(h Handler, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case error:
			if v == http.ErrAbortHandler {
				panic(v)
			}
			err = fmt.Errorf("panic: %w", v)
		default:
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return h(w, r)
}

func (r *response) Header() http.Header {
	r.begun = true
	return r.ResponseWriter.Header()
}

type response struct {
	http.ResponseWriter
	begun bool
}

func (r *response) WriteHeader(status int) {
	r.begun = true
	r.ResponseWriter.WriteHeader(status)
}

func (r *response) Write(p []byte) (int, error) {
	r.begun = true
	return r.ResponseWriter.Write(p)
}

func (r *response) FlushError() error {
	r.begun = true
	return http.NewResponseController(r.ResponseWriter).Flush()
}

func (r *response) Unwrap() http.ResponseWriter { return r.ResponseWriter }
