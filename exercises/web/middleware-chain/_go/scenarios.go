package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"order":           order,
		"short-circuit":   shortCircuit,
		"error-routing":   errorRouting,
		"sync-throw":      panics,
		"async-rejection": returned,
		"response-begun":  responseBegun,
		"two-requests":    twoRequests,
	})
}

type input struct {
	Names, Answers, Errors []string
	At                     int
	Error                  string
	Order                  []string
	Status, Number         int
}

// site serves handlers over HTTP, each under the name of its case.
type site struct {
	*scenario.S
	in      input
	said    atomic.Int64
	address string
	visit   context.Context
}

func (s *site) say(kind string, data scenario.Data) {
	s.said.Add(1)
	s.Emit(kind, data)
}

// serve runs visit while the cases are served, and then hangs up on whoever waits.
func serve(drive *scenario.S, prepare func(*site) map[string]http.Handler, visit func(*site)) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	ctx, hangUp := context.WithCancel(drive.Context())
	s := &site{S: drive, address: listener.Addr().String(), visit: ctx}
	s.Input(&s.in)
	cases := prepare(s)
	server := &http.Server{ErrorLog: log.New(io.Discard, "", 0)}
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.handle(cases[caseOf(r)], w, r)
	})
	s.Go(func() { server.Serve(listener) })
	visit(s)
	s.Wait()
	hangUp()
	server.Close()
}

func caseOf(r *http.Request) string { return strings.TrimPrefix(r.URL.Path, "/") }

// handle says which panics the solution lets through to the server.
func (s *site) handle(h http.Handler, w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			s.say("escaped", scenario.Data{"request": caseOf(r), "error": fmt.Sprint(v), "abort": v == http.ErrAbortHandler})
			panic(http.ErrAbortHandler)
		}
	}()
	h.ServeHTTP(&witness{w, s, caseOf(r)}, r)
}

// witness says what is written to a response.
type witness struct {
	http.ResponseWriter
	s       *site
	request string
}

func (w *witness) WriteHeader(status int) {
	w.s.say("written", scenario.Data{"request": w.request, "what": fmt.Sprint("status ", status)})
	w.ResponseWriter.WriteHeader(status)
}

func (w *witness) Write(p []byte) (int, error) {
	w.s.say("written", scenario.Data{"request": w.request, "what": string(p)})
	return w.ResponseWriter.Write(p)
}

func (w *witness) Flush() {
	w.s.say("written", scenario.Data{"request": w.request, "what": "flush"})
	w.ResponseWriter.(http.Flusher).Flush()
}

// ask sends a request, says what came back, and closes the channel.
func (s *site) ask(name string) <-chan struct{} {
	over := make(chan struct{})
	s.Go(func() {
		defer close(over)
		client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		request, _ := http.NewRequestWithContext(s.visit, "GET", "http://"+s.address+"/"+name, nil)
		response, err := client.Do(request)
		if err != nil {
			return
		}
		defer response.Body.Close()
		if body, err := io.ReadAll(response.Body); err == nil {
			s.say("response", scenario.Data{"request": name, "status": response.StatusCode, "body": string(body)})
		}
	})
	return over
}

// until waits for a channel; it gives up when nothing was said for 200 timers.
func (s *site) until(over <-chan struct{}) {
	for idle, seen := 0, s.said.Load(); idle < 200; idle++ {
		select {
		case <-over:
			return
		case <-time.After(2 * time.Millisecond):
		}
		if now := s.said.Load(); now != seen {
			idle, seen = 0, now
		}
	}
}

func inTurn(names ...string) func(*site) {
	return func(s *site) {
		for _, name := range names {
			s.until(s.ask(name))
		}
	}
}

func (s *site) raised(text string) error {
	err := errors.New(text)
	s.know(err)
	return err
}

func (s *site) know(err error) {
	s.Emit("raised", scenario.Data{"error": err.Error(), "ref": s.Ref(err)})
}

// about tells which of the known errors an error is, if any.
func (s *site) about(r *http.Request, name string, err error, known []error) scenario.Data {
	data := scenario.Data{"request": caseOf(r), "name": name, "error": fmt.Sprint(err), "ref": 0}
	for _, one := range known {
		if errors.Is(err, one) {
			data["ref"] = s.Ref(one)
		}
	}
	return data
}

// adapt makes a handler of the server's and says what it reports.
func (s *site) adapt(h solution.Handler, known ...error) http.Handler {
	return solution.Adapt(h, func(w http.ResponseWriter, r *http.Request, err error) {
		data := s.about(r, "", err, known)
		data["failed"] = true
		s.say("done", data)
		http.Error(w, fmt.Sprint("sorry, ", err), http.StatusInternalServerError)
	})
}

func (s *site) step(r *http.Request, name string) {
	s.say("step", scenario.Data{"request": caseOf(r), "name": name})
}

// handler says its name and then does something.
func (s *site) handler(name string, then solution.Handler) solution.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		s.step(r, name)
		return then(w, r)
	}
}

// around says its name, does something, and goes on; on the way back it says so.
func (s *site) around(name string, before func(*http.Request)) solution.Middleware {
	return func(next solution.Handler) solution.Handler {
		return func(w http.ResponseWriter, r *http.Request) error {
			s.step(r, name)
			before(r)
			err := next(w, r)
			s.say("back", scenario.Data{"request": caseOf(r), "name": name})
			return err
		}
	}
}

// stop says its name and does not go on.
func (s *site) stop(name string, then solution.Handler) solution.Middleware {
	return func(solution.Handler) solution.Handler { return s.handler(name, then) }
}

// onSuccess says its name when what is inside went well.
func (s *site) onSuccess(name string) solution.Middleware {
	return func(next solution.Handler) solution.Handler {
		return func(w http.ResponseWriter, r *http.Request) error {
			err := next(w, r)
			if err == nil {
				s.step(r, name)
			}
			return err
		}
	}
}

// onError says its name and what it was given when what is inside failed.
func (s *site) onError(name string, then func(http.ResponseWriter, error) error, known ...error) solution.Middleware {
	return func(next solution.Handler) solution.Handler {
		return func(w http.ResponseWriter, r *http.Request) error {
			err := next(w, r)
			if err == nil {
				return nil
			}
			s.say("handler", s.about(r, name, err, known))
			return then(w, err)
		}
	}
}

func nothing(*http.Request) {}

func succeed(http.ResponseWriter, *http.Request) error { return nil }

func answer(text string) solution.Handler {
	return func(w http.ResponseWriter, _ *http.Request) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func fail(err error) solution.Handler {
	return func(http.ResponseWriter, *http.Request) error { return err }
}

func panicking(value any) solution.Handler {
	return func(http.ResponseWriter, *http.Request) error { panic(value) }
}

// order uses one list of middlewares for two chains, and the first of them for two handlers.
func order(drive *scenario.S) {
	gate, waiting := scenario.NewGate[bool](), make(chan struct{})
	serve(drive, func(s *site) map[string]http.Handler {
		var all []solution.Middleware
		last := len(s.in.Names) - 1
		for i, name := range s.in.Names[:last] {
			before := nothing
			if i == s.in.At {
				before = func(r *http.Request) {
					if caseOf(r) == "order" {
						close(waiting)
						gate.Wait(r.Context())
					}
				}
			}
			all = append(all, s.around(name, before))
		}
		handler := func(text string) solution.Handler { return s.handler(s.in.Names[last], answer(text)) }
		chain, other := solution.Chain(all...), solution.Chain(all...)
		nested := solution.Chain(append([]solution.Middleware{solution.Chain(all[:2]...), solution.Chain()}, all[2:]...)...)
		return map[string]http.Handler{
			"order":  s.adapt(nested(handler("reached"))),
			"first":  s.adapt(chain(handler("the first"))),
			"second": s.adapt(chain(handler("the second"))),
			"other":  s.adapt(other(handler("the third"))),
			"empty":  s.adapt(solution.Chain()(handler("the last"))),
		}
	}, func(s *site) {
		over := s.ask("order")
		s.until(waiting)
		s.Wait()
		s.say("opened", nil)
		gate.Open(true)
		s.until(over)
		inTurn("first", "second", "other", "empty")(s)
	})
}

func shortCircuit(drive *scenario.S) {
	serve(drive, func(s *site) map[string]http.Handler {
		refused := s.raised(s.in.Answers[1])
		chain := func(then solution.Handler) http.Handler {
			return s.adapt(solution.Chain(s.around("a", nothing), s.stop("stop", then), s.around("later", nothing))(s.handler("last", succeed)), refused)
		}
		return map[string]http.Handler{"answers": chain(answer(s.in.Answers[0])), "refuses": chain(fail(refused))}
	}, inTurn("answers", "refuses"))
}

func errorRouting(drive *scenario.S) {
	serve(drive, func(s *site) map[string]http.Handler {
		first, second := s.raised(s.in.Errors[0]), s.raised(s.in.Errors[1])
		s.know(http.ErrAbortHandler)
		known := []error{first, second}
		settle := func(w http.ResponseWriter, _ error) error { return answer("settled")(w, nil) }
		replace := func(http.ResponseWriter, error) error { return second }
		pass := func(_ http.ResponseWriter, err error) error { return err }
		a := s.handler("a", fail(first))
		return map[string]http.Handler{
			"handled":   s.adapt(solution.Chain(s.onError("handler 2", pass, known...), s.onSuccess("after"), s.onError("handler 1", settle, known...))(a), known...),
			"unhandled": s.adapt(solution.Chain(s.onSuccess("skipped"))(a), known...),
			"replaced": s.adapt(solution.Chain(s.onError("handler 2", pass, known...), s.onSuccess("skipped"),
				s.onError("handler 1", replace, known...))(a), known...),
			"abort": s.adapt(s.handler("a", fail(http.ErrAbortHandler)), http.ErrAbortHandler),
		}
	}, inTurn("handled", "unhandled", "replaced", "abort"))
}

func panics(drive *scenario.S) {
	serve(drive, func(s *site) map[string]http.Handler {
		first := s.raised(s.in.Errors[0])
		chain := func(h solution.Handler) solution.Handler { return solution.Chain(s.around("a", nothing))(h) }
		inside := solution.Chain(s.around("a", func(*http.Request) { panic(first) }))
		return map[string]http.Handler{
			"error":      s.adapt(chain(s.handler("b", panicking(first))), first),
			"middleware": s.adapt(inside(s.handler("b", succeed)), first),
			"alone":      s.adapt(s.handler("b", panicking(first)), first),
			"text":       s.adapt(chain(s.handler("b", panicking(s.in.Errors[1])))),
			"wraps":      s.adapt(chain(s.handler("b", panicking(fmt.Errorf("%s: %w", s.in.Errors[1], http.ErrAbortHandler))))),
			"number":     s.adapt(chain(s.handler("b", panicking(s.in.Number)))),
			"abort":      s.adapt(chain(s.handler("b", panicking(http.ErrAbortHandler))), http.ErrAbortHandler),
		}
	}, inTurn("error", "middleware", "alone", "text", "wraps", "number", "abort"))
}

func returned(drive *scenario.S) {
	serve(drive, func(s *site) map[string]http.Handler {
		first := s.raised(s.in.Errors[0])
		return map[string]http.Handler{
			"fails":    s.adapt(s.handler("a", fail(first)), first),
			"succeeds": s.adapt(s.handler("a", succeed)),
		}
	}, inTurn("fails", "succeeds"))
}

func responseBegun(drive *scenario.S) {
	serve(drive, func(s *site) map[string]http.Handler {
		err := s.raised(s.in.Error)
		wrote := func(w http.ResponseWriter, r *http.Request) error {
			answer(s.in.Answers[0])(w, r)
			return err
		}
		status := func(w http.ResponseWriter, _ *http.Request) error {
			w.WriteHeader(s.in.Status)
			panic(err)
		}
		flushed := func(w http.ResponseWriter, r *http.Request) error {
			flushing := http.NewResponseController(w).Flush()
			s.say("flushed", scenario.Data{"request": caseOf(r), "error": flushing})
			return err
		}
		nothing := func(w http.ResponseWriter, _ *http.Request) error {
			w.Write(nil)
			return err
		}
		prepared := func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Cache-Control", "no-store") // no response begins with that
			return err
		}
		cases := map[string]http.Handler{}
		for name, h := range map[string]solution.Handler{"wrote": wrote, "status": status, "flushed": flushed, "nothing": nothing, "prepared": prepared} {
			cases[name] = s.adapt(h, err)
		}
		return cases
	}, inTurn("wrote", "status", "flushed", "nothing", "prepared"))
}

func twoRequests(drive *scenario.S) {
	gates := map[string]*scenario.Gate[bool]{"one": scenario.NewGate[bool](), "two": scenario.NewGate[bool]()}
	arrived := map[string]chan struct{}{"one": make(chan struct{}), "two": make(chan struct{})}
	serve(drive, func(s *site) map[string]http.Handler {
		err := s.raised(s.in.Error)
		begin := func(r *http.Request) {
			close(arrived[caseOf(r)])
			gates[caseOf(r)].Wait(r.Context())
		}
		first := func(next solution.Handler) solution.Handler {
			return func(w http.ResponseWriter, r *http.Request) error {
				s.step(r, "a")
				if caseOf(r) == "one" {
					w.WriteHeader(http.StatusNotFound)
				}
				return next(w, r)
			}
		}
		last := s.handler("c", func(_ http.ResponseWriter, r *http.Request) error {
			if caseOf(r) == "two" {
				return err
			}
			return nil
		})
		both := s.adapt(solution.Chain(first, s.around("b", begin))(last), err)
		return map[string]http.Handler{"one": both, "two": both}
	}, func(s *site) {
		over := map[string]<-chan struct{}{}
		for _, name := range []string{"two", "one"} { // the response of one begins when two is on its way
			over[name] = s.ask(name)
			s.until(arrived[name])
		}
		for _, name := range s.in.Order {
			gates[name].Open(true)
			s.until(over[name])
		}
	})
}
