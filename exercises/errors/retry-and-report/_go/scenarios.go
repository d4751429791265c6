package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"permanent-error": permanentError,
		"all-fail":        allFail,
		"jitter":          allFail,
		"success-later":   successLater,
		"no-attempts":     noAttempts,
		"abort":           abort,
		"answers":         answers,
	})
}

type input struct {
	Attempts, BaseMs, MaxMs int
	Random                  []float64
	At                      int
	Error, Value            string
	AfterMs                 int
	Status                  int
	Message, Secret         string
}

func read(s *scenario.S) input {
	in := input{BaseMs: 100, MaxMs: 500, Random: []float64{1}}
	s.Input(&in)
	return in
}

// flaky is an error that may be gone the next time.
type flaky struct{ call int }

func (e *flaky) Error() string { return fmt.Sprintf("timeout of call %d", e.call) }

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// run runs a retry of calls that fail as told, and says when each was made and
// how it ended.
func run(s *scenario.S, ctx context.Context, in input, call func(count int) error) {
	drawn, count := 0, 0
	policy := solution.Policy{
		Attempts: in.Attempts, Base: ms(in.BaseMs), Max: ms(in.MaxMs),
		Random: func() float64 {
			drawn++
			return in.Random[min(drawn, len(in.Random))-1]
		},
		Retryable: func(err error) bool { return errors.As(err, new(*flaky)) },
	}
	s.Go(func() {
		err := solution.Retry(ctx, policy, func(context.Context) error {
			count++
			return call(count)
		})
		s.Emit("settled", ending(s, err, in))
	})
	s.Sleep(time.Hour)
}

func ending(s *scenario.S, err error, in input) scenario.Data {
	if err == nil {
		return scenario.Data{"status": "fulfilled", "value": in.Value}
	}
	attempts := in.Attempts
	var failed *solution.RetryError
	if errors.As(err, &failed) {
		attempts = failed.Attempts
	}
	return scenario.Data{
		"status": "rejected", "message": err.Error(), "refs": s.Refs(err), "attempts": attempts,
		"retryError": failed != nil, "refused": true,
	}
}

func flake(s *scenario.S, count int) error {
	err := &flaky{count}
	s.Emit("call", scenario.Data{"number": count, "ref": s.Ref(err), "error": err.Error()})
	return err
}

func permanentError(s *scenario.S) {
	in := read(s)
	run(s, s.Context(), in, func(count int) error {
		if count < in.At {
			return flake(s, count)
		}
		err := errors.New(in.Error)
		s.Emit("call", scenario.Data{"number": count, "error": in.Error})
		s.Emit("planted", scenario.Data{"ref": s.Ref(err)})
		return err
	})
}

func allFail(s *scenario.S) {
	run(s, s.Context(), read(s), func(count int) error { return flake(s, count) })
}

func successLater(s *scenario.S) {
	in := read(s)
	run(s, s.Context(), in, func(count int) error {
		if count < in.At {
			return flake(s, count)
		}
		s.Emit("call", scenario.Data{"number": count})
		return nil
	})
}

func noAttempts(s *scenario.S) {
	for _, attempts := range []int{0, -1} {
		in := read(s)
		in.Attempts = attempts
		run(s, s.Context(), in, func(count int) error { return flake(s, count) })
	}
}

func abort(s *scenario.S) {
	in := read(s)
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	s.Go(func() {
		s.Sleep(ms(in.AfterMs))
		s.Emit("abort", scenario.Data{"ref": s.Ref(context.Canceled)})
		cancel()
	})
	run(s, ctx, in, func(count int) error { return flake(s, count) })
}

// silent is an error whose text must not reach a client, and that is no pointer.
type silent struct{ secret string }

func (e silent) Error() string { return e.secret }

func answers(s *scenario.S) {
	in := read(s)
	secret := errors.New(in.Secret)
	shown := func(err error) error {
		return &solution.PublicError{Status: in.Status, Message: in.Message, Err: err}
	}
	for _, c := range []struct {
		what   string
		err    error
		public bool
	}{
		{"a public error", shown(nil), true},
		{"a public error with an internal cause", shown(secret), true},
		{"a public error wrapped with internals", fmt.Errorf("query %s: %w", in.Secret, shown(nil)), true},
		{"a public error joined with an internal one", errors.Join(secret, shown(nil)), true},
		{"an ordinary error", secret, false},
		{"an error of a value type", silent{in.Secret}, false},
		{"a public error with the status 200", &solution.PublicError{Status: 200, Message: in.Secret}, false},
		{"a cancelled context", fmt.Errorf("%s: %w", in.Secret, context.Canceled), false},
	} {
		status, message := solution.HTTPError(c.err)
		s.Emit("answer", scenario.Data{"for": c.what, "public": c.public, "status": status, "body": message})
	}
	s.Emit("answered", nil)
}
