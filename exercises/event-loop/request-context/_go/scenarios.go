package main

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"sync/atomic"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"steps":            steps,
		"interleaved":      interleaved,
		"return-and-throw": returnAndThrow,
		"stored-callback":  storedCallback,
		"nested":           nested,
		"headers":          headers,
	})
}

type ids struct{ A, B, User, Word string }

// idOf is the request's id in a context, nil where there is none.
func idOf(ctx context.Context) any {
	fields, ok := solution.FieldsFrom(ctx)
	if id, has := fields["requestId"]; ok && has {
		return id
	}
	return nil
}

// nowhere is where answers go.
type nowhere struct{ header http.Header }

func (n nowhere) Header() http.Header         { return n.header }
func (n nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (n nowhere) WriteHeader(int)             {}

func request(ctx context.Context, id string) *http.Request {
	r, _ := http.NewRequestWithContext(ctx, http.MethodGet, "/orders", nil)
	if id != "" {
		r.Header.Set("X-Request-Id", id)
	}
	return r
}

// serve sends a request through the middleware, which gets the same id whether it
// takes the header's or generates one.
func serve(ctx context.Context, id string, handler func(context.Context)) {
	wrap := solution.Middleware(func() string { return id })
	wrap(handlerOf(handler)).ServeHTTP(nowhere{http.Header{}}, request(ctx, id))
}

func handlerOf(handler func(context.Context)) http.Handler {
	return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { handler(r.Context()) })
}

type libraryKey struct{}

// library is a context of somebody else's type.
type library struct {
	context.Context
	asked func(key any)
}

func (l library) Value(key any) any {
	if l.asked != nil {
		l.asked(key)
	}
	return l.Context.Value(key)
}

func steps(s *scenario.S) {
	var in struct {
		ID, Other string
		Steps     []string
	}
	s.Input(&in)
	outer, cancel := context.WithCancel(context.WithValue(s.Context(), libraryKey{}, in.Other))
	defer cancel()
	serve(outer, in.ID, func(ctx context.Context) {
		for _, step := range in.Steps {
			take(s, ctx, step, func(ctx context.Context) {
				s.Emit("read", scenario.Data{"where": step, "id": idOf(ctx)})
			})
		}
		cancel()
		s.Emit("other", scenario.Data{"value": ctx.Value(libraryKey{}), "cancelled": ctx.Err() != nil})
	})
}

// take takes one step away from the handler and waits until read was called.
func take(s *scenario.S, ctx context.Context, step string, read func(context.Context)) {
	done := make(chan struct{})
	goOn := func(ctx context.Context) {
		defer close(done)
		read(ctx)
	}
	switch step {
	case "a goroutine":
		s.Go(func() { goOn(ctx) })
	case "a sleep":
		s.Sleep(time.Second)
		goOn(ctx)
	case "a timer":
		time.AfterFunc(time.Second, func() { goOn(ctx) })
	case "a derived context":
		derived, cancel := context.WithTimeout(context.WithValue(ctx, libraryKey{}, step), time.Hour)
		defer cancel()
		goOn(derived)
	case "another library's context":
		goOn(library{Context: ctx})
	default:
		goOn(ctx)
	}
	<-done
}

func interleaved(s *scenario.S) {
	var in struct {
		IDs   []string
		Order []int
	}
	s.Input(&in)
	begun := 0
	wrap := solution.Middleware(func() string { return in.IDs[begun] })
	turns := make([]chan struct{}, len(in.IDs))
	for i := range turns {
		turns[i] = make(chan struct{})
	}
	handler := wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var number int
		fmt.Sscan(r.URL.Query().Get("n"), &number)
		s.Emit("read", scenario.Data{"request": number, "id": idOf(r.Context()), "first": true})
		for range turns[number] {
			s.Emit("read", scenario.Data{"request": number, "id": idOf(r.Context())})
		}
	}))
	for i, id := range in.IDs {
		begun = i
		r := request(s.Context(), id)
		r.URL.RawQuery = fmt.Sprintf("n=%d", i)
		s.Go(func() { handler.ServeHTTP(nowhere{http.Header{}}, r) })
		s.Wait()
	}
	for _, next := range in.Order {
		select {
		case turns[next] <- struct{}{}:
		default: // the request was never handled
		}
		s.Wait()
	}
	for _, turn := range turns {
		close(turn)
	}
	crowd(s, in.IDs[0])
	askForKeys(s)
}

// crowd sends a dozen requests at one moment, every other of which has no id.
func crowd(s *scenario.S, prefix string) {
	var generated atomic.Int64
	wrap := solution.Middleware(func() string {
		n := generated.Add(1)
		s.Sleep(time.Duration(n%3) * time.Millisecond)
		return fmt.Sprintf("generated-%d", n)
	})
	base := solution.WithFields(s.Context(), solution.Fields{"userId": prefix}) // that all of them share
	for n := range 12 {
		r := request(base, "")
		if n%2 == 0 {
			r.Header.Set("X-Request-Id", fmt.Sprintf("%s-%d", prefix, n))
		}
		handler := wrap(handlerOf(func(ctx context.Context) {
			first := idOf(ctx)
			s.Sleep(time.Second)
			s.Emit("crowd", scenario.Data{"request": n, "first": first, "id": idOf(ctx)})
		}))
		s.Go(func() { handler.ServeHTTP(nowhere{http.Header{}}, r) })
	}
	s.Sleep(time.Minute)
}

// askForKeys says under which keys FieldsFrom looks for its fields.
func askForKeys(s *scenario.S) {
	ctx := solution.WithFields(s.Context(), solution.Fields{"requestId": "any"})
	solution.FieldsFrom(library{ctx, func(key any) {
		kind := reflect.TypeOf(key)
		size := 0
		if kind.Kind() == reflect.Pointer {
			size = int(kind.Elem().Size())
		}
		s.Emit("key", scenario.Data{"size": size, "type": kind.String(), "kind": kind.Kind().String(), "package": kind.PkgPath(), "key": fmt.Sprintf("%#v", key)})
	}})
}

func returnAndThrow(s *scenario.S) {
	var in ids
	s.Input(&in)
	read := func(where string, ctx context.Context) {
		_, has := solution.FieldsFrom(ctx)
		s.Emit("read", scenario.Data{"where": where, "id": idOf(ctx), "has": has})
	}
	wrap := solution.Middleware(func() string { return in.A })
	r := request(s.Context(), in.A)
	read("before the handler", r.Context())
	wrap(handlerOf(func(ctx context.Context) {
		read("inside the handler", ctx)
		inner := solution.WithFields(ctx, solution.Fields{"requestId": in.B})
		read("in a context derived from the handler's", inner)
		read("in the handler's context afterwards", ctx)
	})).ServeHTTP(nowhere{http.Header{}}, r)
	read("in the caller's request after the handler", r.Context())
	panicked := scenario.Catch(func() {
		wrap(handlerOf(func(context.Context) { panic(in.Word) })).ServeHTTP(nowhere{http.Header{}}, r)
	})
	read("in the caller's request after a handler that panicked", r.Context())
	s.Emit("passed", scenario.Data{"what": "a panic of the handler's to go on to the caller: " + in.Word, "same": panicked == in.Word, "got": fmt.Sprint(panicked)})
}

func storedCallback(s *scenario.S) {
	var in ids
	s.Input(&in)
	var where string
	var given context.Context // to the callback, of late
	read := func(ctx context.Context) {
		given = ctx
		_, limited := ctx.Deadline()
		over := false
		select {
		case <-ctx.Done():
			over = true
		default:
		}
		s.Emit("read", scenario.Data{"where": where, "id": idOf(ctx), "ended": over || ctx.Err() != nil, "limited": limited, "other": ctx.Value(libraryKey{})})
	}
	call := func(when string, callback func()) {
		where, given = when, nil
		callback()
		s.Emit("called", scenario.Data{"where": where, "ended": given != nil && given.Err() != nil})
	}
	var callback func()
	var detached context.Context
	ctx, cancel := context.WithTimeout(s.Context(), time.Minute)
	serve(ctx, in.A, func(ctx context.Context) {
		ctx = context.WithValue(ctx, libraryKey{}, in.Word)
		callback = solution.Bind(ctx, read)
		detached = solution.Detach(ctx)
		s.Emit("stored", nil)
		call("during its own request", callback)
	})
	cancel()
	if callback == nil || detached == nil {
		return // nothing was ever bound
	}
	serve(s.Context(), in.B, func(context.Context) { call("during another request", callback) })
	call("after its request has ended", callback)
	call("after its request has ended, once more", callback)
	call("as a goroutine with a detached context", func() { read(detached) })
	together := solution.Bind(s.Context(), func(context.Context) {
		s.Emit("together", nil)
		s.Sleep(time.Second)
	})
	s.Go(together)
	s.Go(together)
	s.Sleep(time.Minute)
}

func nested(s *scenario.S) {
	var in ids
	s.Input(&in)
	emit := func(kind, where string, ctx context.Context) {
		fields, _ := solution.FieldsFrom(ctx)
		s.Emit(kind, scenario.Data{"where": where, "fields": map[string]string(fields)})
	}
	handed := solution.Fields{"requestId": in.A}
	parent := solution.WithFields(s.Context(), handed)
	inner := solution.WithFields(parent, solution.Fields{"userId": in.User})
	emit("inner", "", inner)
	over := solution.Fields{"requestId": in.B, "note": ""}
	emit("override", "", solution.WithFields(inner, over))
	emit("nothing", "", solution.WithFields(solution.WithFields(inner, over), solution.Fields{"requestId": "", "userId": ""}))
	s.Emit("over", scenario.Data{"fields": map[string]string(over)})
	emit("back", "", inner)
	emit("parent", "of the outer context, after inner ones were derived", parent)
	emit("parent", "of a context that was derived from it with no fields", solution.WithFields(parent, nil))
	handed["requestId"] = in.Word
	emit("parent", "of a context whose map the caller changed after WithFields", parent)
	if got, ok := solution.FieldsFrom(parent); ok && got != nil {
		got["requestId"] = in.Word
	}
	emit("parent", "of a context whose map the caller changed after FieldsFrom", parent)
	wrap := solution.Middleware(func() string { return in.B })
	wrap(handlerOf(func(ctx context.Context) {
		emit("served", "", ctx)
	})).ServeHTTP(nowhere{http.Header{}}, request(solution.WithFields(s.Context(), solution.Fields{"userId": in.User, "requestId": in.A}), in.B))
	emit("alone", "", solution.WithFields(s.Context(), solution.Fields{"userId": in.User}))
}

func headers(s *scenario.S) {
	var in struct {
		Headers []struct {
			Value string
			None  bool
		}
		Prefix string
	}
	s.Input(&in)
	count := 0
	wrap := solution.Middleware(func() string {
		count++
		return fmt.Sprintf("%s-%d", in.Prefix, count)
	})
	for i, h := range in.Headers {
		r := request(s.Context(), "")
		if !h.None {
			r.Header.Set("X-Request-Id", h.Value)
		}
		wrap(handlerOf(func(ctx context.Context) {
			s.Emit("handled", scenario.Data{"index": i, "id": idOf(ctx)})
		})).ServeHTTP(nowhere{http.Header{}}, r)
	}
}
