package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"permanent-error": all,
		"all-fail":        all,
		"many-attempts":   all,
		"jitter":          all,
		"success-later":   all,
		"no-attempts":     all,
		"abort":           all,
		"answers":         answers,
	})
}

type trial struct {
	Name                    string
	Attempts, BaseMs, MaxMs int
	Random                  []float64
	At                      int
	End, Odd, Error         string
	AbortMs                 int
	Deadline, Reason        bool
	Own, Nested             bool
	During, Gone            bool
	Fine                    bool
}

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// probe is the key of a value that the caller's context carries.
type probe struct{}

// retry is a trial in progress.
type retry struct {
	trial
	s         *scenario.S
	calls     int
	drawn     int
	transient map[error]bool
	last      error
	giveUp    context.CancelFunc
	context   atomic.Value // of the latest call, as a func() error that says whether it is done
}

// all runs group after group, each for ten minutes of virtual time.
func all(s *scenario.S) {
	var in struct{ Groups [][]trial }
	s.Input(&in)
	for _, group := range in.Groups {
		if group[0].Odd != "" {
			continue // Go has neither undefined nor a value that is no error
		}
		play(s, group)
	}
}

func play(s *scenario.S, group []trial) {
	over := make(chan *retry, len(group))
	for _, t := range group {
		s.Emit("begin", scenario.Data{"retry": t.Name})
		s.Go(func() {
			r := &retry{trial: t, s: s, transient: map[error]bool{}}
			r.run()
			over <- r
		})
	}
	limit := time.NewTimer(10 * time.Minute)
	for range group {
		select {
		case r := <-over:
			s.Wait()
			r.after()
		case <-limit.C:
			return
		}
	}
	s.Emit("left", scenario.Data{"retry": group[0].Name, "count": s.Goroutines()})
	<-limit.C
}

// run runs one retry, and says when each call was made and how it ended.
func (r *retry) run() {
	ctx := context.WithValue(r.s.Context(), probe{}, r.Name)
	switch {
	case r.During || r.Gone:
		limited, cancel := context.WithCancel(ctx)
		defer cancel()
		ctx, r.giveUp = limited, cancel
		if r.Gone {
			cancel()
		}
	case r.AbortMs > 0:
		limited, cancel := r.limit(ctx)
		defer cancel()
		ctx = limited
	}
	policy := solution.Policy{
		Attempts: r.Attempts, Base: ms(r.BaseMs), Max: ms(r.MaxMs),
		Random: func() float64 {
			r.drawn++
			return r.Random[min(r.drawn, len(r.Random))-1]
		},
		Retryable: func(err error) bool { return r.transient[err] },
	}
	err := solution.Retry(ctx, policy, r.call)
	r.s.Emit("settled", r.ending(err, ctx))
}

// limit gives the context an end in the midst of it.
func (r *retry) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	var cancel context.CancelFunc
	switch {
	case r.Deadline:
		ctx, cancel = context.WithTimeout(ctx, ms(r.AbortMs))
	case r.Reason:
		limited, end := context.WithCancelCause(ctx)
		ctx, cancel = limited, func() { end(errors.New("the client has hung up")) }
	default:
		ctx, cancel = context.WithCancel(ctx)
	}
	if !r.Deadline {
		time.AfterFunc(ms(r.AbortMs), cancel)
	}
	r.s.Go(func() {
		<-ctx.Done()
		r.s.Emit("abort", scenario.Data{"retry": r.Name})
	})
	return ctx, cancel
}

// callError is what a call fails with. Its type is the scenario's own, so that errors.As
// has something to look for.
type callError struct {
	text string
	err  error
}

func (e *callError) Error() string { return e.text }
func (e *callError) Unwrap() error { return e.err }

// reaches reports whether errors.Is and errors.As find an error.
func reaches(err, want error) bool {
	var found *callError
	return want != nil && errors.Is(err, want) && errors.As(err, &found) && error(found) == want
}

// call is one call, which fails in a way that may be gone the next time but for one.
func (r *retry) call(ctx context.Context) error {
	r.calls++
	r.context.Store(ctx.Err)
	special := r.calls == r.At
	if special && r.During {
		r.giveUp()
	}
	data := scenario.Data{"retry": r.Name, "number": r.calls, "context": ctx.Value(probe{})}
	if special && r.End == "success" {
		r.s.Emit("call", data)
		return nil
	}
	failed := &callError{text: fmt.Sprintf("timeout of call %d", r.calls)}
	if special && r.Error != "" {
		failed.text = r.Error
	}
	if r.Own {
		failed.err = context.DeadlineExceeded
	}
	if r.Nested { // a call that is a retry itself
		failed.err = &solution.RetryError{Attempts: r.Attempts + 1, Err: errors.New("timeout of a call")}
	}
	r.last = failed
	r.transient[r.last] = !special || r.End != "permanent"
	data["ref"], data["error"] = r.s.Ref(r.last), r.last.Error()
	r.s.Emit("call", data)
	return r.last
}

func (r *retry) ending(err error, ctx context.Context) scenario.Data {
	data := scenario.Data{"retry": r.Name, "drawn": r.drawn}
	if err == nil {
		data["status"] = "fulfilled"
		return data
	}
	var failed *solution.RetryError
	data["status"], data["message"] = "rejected", fmt.Sprintf("%T: %v", err, err)
	data["refs"], data["refused"] = r.s.Refs(err), true
	data["cause"] = reaches(err, r.last)
	data["callers"] = ctx.Err() != nil && (errors.Is(err, ctx.Err()) || errors.Is(err, context.Cause(ctx)))
	data["retryError"] = errors.As(err, &failed)
	if failed != nil {
		data["attempts"] = failed.Attempts
	}
	return data
}

// after says whether the latest call was told that its caller has given up.
func (r *retry) after() {
	if done, called := r.context.Load().(func() error); called && r.AbortMs > 0 {
		r.s.Emit("told", scenario.Data{"retry": r.Name, "told": done() != nil})
	}
}

type link struct {
	Public                   bool
	Status                   int
	Message                  string
	Joined, Value, Cancelled bool
}

// silent is an error that is no pointer, and that cannot be compared.
type silent struct {
	secret string
	behind []error
}

func (e silent) Error() string   { return e.secret }
func (e silent) Unwrap() []error { return e.behind }

// chained builds a chain of errors from its links, the outermost first.
func chained(links []link) error {
	if len(links) == 0 {
		return nil
	}
	l, inner := links[0], chained(links[1:])
	if l.Public {
		public := &solution.PublicError{Status: l.Status, Message: l.Message}
		if l.Joined {
			return errors.Join(public, inner)
		}
		public.Err = inner
		return public
	}
	switch {
	case l.Cancelled:
		return context.Canceled
	case l.Value:
		if inner == nil {
			return silent{secret: l.Message}
		}
		return silent{l.Message, []error{inner}}
	case l.Joined:
		return errors.Join(errors.New(l.Message), inner)
	case inner == nil:
		return errors.New(l.Message)
	}
	return fmt.Errorf("%s: %w", l.Message, inner)
}

func answers(s *scenario.S) {
	var in struct {
		Go []struct {
			What  string
			Links []link
		}
	}
	s.Input(&in)
	for _, c := range in.Go {
		var status int
		var message string
		err := chained(c.Links)
		if panicked := scenario.Catch(func() { status, message = solution.HTTPError(err) }); panicked != nil {
			s.Emit("answer", scenario.Data{"for": c.What, "threw": fmt.Sprint(panicked)})
			continue
		}
		s.Emit("answer", scenario.Data{"for": c.What, "status": status, "body": message})
	}
}
