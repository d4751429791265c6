package solution

import "net/http"

// Handler answers a request or says why it could not.
type Handler func(http.ResponseWriter, *http.Request) error

// Middleware wraps a handler: it runs code before and after it, or instead of it.
type Middleware func(Handler) Handler

// Chain makes one middleware of many; the first one is the outermost.
func Chain(middlewares ...Middleware) Middleware {
	panic("Chain is not written yet")
}

// Adapt makes a handler fit for net/http. onError answers a request that failed.
func Adapt(h Handler, onError func(http.ResponseWriter, *http.Request, error)) http.Handler {
	panic("Adapt is not written yet")
}
