// fails: *
package solution

import "net/http"

type Handler func(http.ResponseWriter, *http.Request) error

type Middleware func(Handler) Handler

func Chain(...Middleware) Middleware { return func(h Handler) Handler { return h } }

func Adapt(Handler, func(http.ResponseWriter, *http.Request, error)) http.Handler {
	return http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
}
