package solution

import (
	"fmt"
	"net/http"
	"slices"
)

// Handler answers a request or says why it could not.
type Handler func(http.ResponseWriter, *http.Request) error

// Middleware wraps a handler: it runs code before and after it, or instead of it.
type Middleware func(Handler) Handler

// Chain makes one middleware of many; the first one is the outermost.
func Chain(middlewares ...Middleware) Middleware {
	return func(h Handler) Handler {
		for _, wrap := range slices.Backward(middlewares) {
			h = wrap(h)
		}
		return h
	}
}

// Adapt makes a handler fit for net/http. onError answers a request that failed,
// unless its response has begun: then there is nothing left to answer.
func Adapt(h Handler, onError func(http.ResponseWriter, *http.Request, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		response := &response{ResponseWriter: w}
		if err := recovered(h, response, r); err != nil && !response.begun {
			onError(w, r, err)
		}
	})
}

// recovered calls a handler and makes an error of a panic. http.ErrAbortHandler is
// no failure but a message to the server, and goes on to it.
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

// response knows whether its head has been sent.
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

// FlushError is what http.ResponseController looks for.
func (r *response) FlushError() error {
	r.begun = true
	return http.NewResponseController(r.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController find everything else.
func (r *response) Unwrap() http.ResponseWriter { return r.ResponseWriter }
