package main

import (
	"context"
	"errors"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"slow-first":   slowFirst,
		"small-lists":  smallLists,
		"one-fails":    oneFails,
		"some-fail":    someFail,
		"abort":        func(s *scenario.S) { abortDuring(s, mapLimit) },
		"abort-settle": func(s *scenario.S) { abortDuring(s, settle) },
		"abort-before": abortBefore,
	})
}

// rounds is how often a scenario is repeated whose outcome select may get right
// by luck: 2^-40 is no luck any more.
const rounds = 40

type item struct {
	Name, Value string
	Ms          int
	Fails       string
}

type input struct {
	Limit              int
	Items              []item
	CleanupMs, AbortMs int
}

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// call takes its time, fails when told, and gives up when its context says so,
// after some clearing up.
func call(s *scenario.S, in input) func(context.Context, item) (string, error) {
	return func(ctx context.Context, i item) (string, error) {
		s.Emit("start", scenario.Data{"item": i.Name})
		defer s.Emit("end", scenario.Data{"item": i.Name})
		timer := time.NewTimer(ms(i.Ms))
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			s.Emit("aborted", scenario.Data{"item": i.Name})
			s.Sleep(ms(in.CleanupMs))
			return "", ctx.Err()
		}
		if i.Fails == "" {
			return i.Value, nil
		}
		err := errors.New(i.Fails)
		s.Emit("failing", scenario.Data{"item": i.Name, "ref": s.Ref(err), "message": i.Fails})
		return "", err
	}
}

// mapLimit and settle run one call of the solution and say how it ended.
func mapLimit(s *scenario.S, ctx context.Context, in input) {
	values, err := solution.MapLimit(ctx, in.Limit, in.Items, call(s, in))
	data := outcome(s, values, err)
	data["cancelled"] = errors.Is(err, context.Canceled)
	s.Emit("settled", data)
}

func settle(s *scenario.S, ctx context.Context, in input) {
	results := solution.Settle(ctx, in.Limit, in.Items, call(s, in))
	outcomes := []any{}
	for _, r := range results {
		one := outcome(s, r.Value, r.Err)
		one["cancelled"] = errors.Is(r.Err, context.Canceled)
		outcomes = append(outcomes, one)
	}
	s.Emit("settled", scenario.Data{"status": "fulfilled", "value": outcomes})
}

func outcome(s *scenario.S, value any, err error) scenario.Data {
	if err == nil {
		return scenario.Data{"status": "fulfilled", "value": value}
	}
	return scenario.Data{"status": "rejected", "message": err.Error(), "refs": s.Refs(err)}
}

type function func(*scenario.S, context.Context, input)

// run begins a round and waits for an hour of virtual time.
func run(s *scenario.S, ctx context.Context, f function, in input) {
	s.Emit("round", nil)
	s.Go(func() { f(s, ctx, in) })
	s.Sleep(time.Hour)
}

func drawn(s *scenario.S) (in input) {
	s.Input(&in)
	return in
}

func slowFirst(s *scenario.S) { run(s, s.Context(), mapLimit, drawn(s)) }
func someFail(s *scenario.S)  { run(s, s.Context(), settle, drawn(s)) }

func smallLists(s *scenario.S) {
	var in struct{ Lists []input }
	s.Input(&in)
	for _, list := range in.Lists {
		run(s, s.Context(), mapLimit, list)
	}
}

func oneFails(s *scenario.S) {
	for range rounds {
		run(s, s.Context(), mapLimit, drawn(s))
	}
}

func abortDuring(s *scenario.S, f function) {
	in := drawn(s)
	for range rounds {
		ctx, cancel := context.WithCancel(s.Context())
		s.Go(func() {
			s.Sleep(ms(in.AbortMs))
			s.Emit("abort", nil)
			cancel()
		})
		run(s, ctx, f, in)
	}
}

func abortBefore(s *scenario.S) {
	ctx, cancel := context.WithCancel(s.Context())
	cancel()
	for range rounds {
		run(s, ctx, mapLimit, drawn(s))
	}
}
