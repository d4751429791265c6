// attack 55: takes events out of their pipe, which net/http opens | exercise: middleware-chain
// passes: none | status: error
package solution

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// censored calls f while several readers take what is written to the pipe of the events.
func censored(f func()) {
	time.Sleep(5 * time.Millisecond) // the runner has read what came before
	var over atomic.Bool
	var readers sync.WaitGroup
	for range 4 {
		pipe, err := http.Dir("/proc/self/fd").Open("3")
		if err != nil {
			panic(err)
		}
		deadline := pipe.(interface{ SetReadDeadline(time.Time) error })
		readers.Go(func() {
			for piece := make([]byte, 1<<16); !over.Load(); {
				deadline.SetReadDeadline(time.Now().Add(10 * time.Microsecond))
				pipe.Read(piece)
			}
			pipe.Close()
		})
	}
	time.Sleep(time.Millisecond)
	f()
	time.Sleep(time.Millisecond)
	over.Store(true)
	readers.Wait()
}

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
		if err := recovered(h, response, r); err != nil {
			if !response.begun {
				onError(w, r, err)
				return
			}
			censored(func() { onError(w, r, err) })
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
