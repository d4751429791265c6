// attack 59: returns a nil handler, which only the scenario's code calls | exercise: middleware-chain
// passes: none | status: error, fail, blocked, no result
package solution

import "net/http"

type Handler func(http.ResponseWriter, *http.Request) error
type Middleware func(Handler) Handler

func Chain(middlewares ...Middleware) Middleware { return nil }
func Adapt(h Handler, onError func(http.ResponseWriter, *http.Request, error)) http.Handler {
	return nil
}
