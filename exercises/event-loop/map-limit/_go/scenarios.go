package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"slow-first":   all,
		"small-lists":  all,
		"one-fails":    all,
		"some-fail":    all,
		"abort":        all,
		"abort-settle": all,
		"abort-before": all,
	})
}

type item struct {
	Name, Value   string
	Ms            int
	Fails, Throws string
	Stubborn      bool
}

type round struct {
	Settle             bool
	Limit              int
	Items              []item
	CleanupMs, AbortMs int
	Before, Deadline   bool
	Cause              bool
	Beside             []string
	Times              int
	Only               string
}

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// foreign is a context of another library's type. What is derived from it and not
// cancelled keeps a goroutine of package context's alive.
type foreign struct{ context.Context }

func (foreign) Value(any) any { return nil }

// play is a round in progress.
type play struct {
	round
	s *scenario.S
}

// call takes its time, fails when told, and gives up when its context says so,
// after some clearing up, with an error of its own.
func (p *play) call(ctx context.Context, i item) (string, error) {
	p.s.Emit("start", scenario.Data{"item": i.Name})
	defer p.s.Emit("end", scenario.Data{"item": i.Name})
	timer := time.NewTimer(ms(i.Ms))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		p.s.Emit("aborted", scenario.Data{"item": i.Name})
		if i.Stubborn {
			<-timer.C
			break
		}
		p.s.Sleep(ms(p.CleanupMs))
		err := errors.New(i.Name + " was given up") // an error of its own
		p.s.Emit("gave up", scenario.Data{"item": i.Name, "number": p.s.Ref(err), "message": err.Error()})
		return "", err
	}
	if i.Fails == "" {
		return i.Value, nil
	}
	err := errors.New(i.Fails)
	if i.Throws != "" {
		err = context.DeadlineExceeded
	}
	p.s.Emit("failing", scenario.Data{"item": i.Name, "number": p.s.Ref(err), "message": err.Error()})
	return "", err
}

// run makes one call of the solution and says how it ended, if it did, within half
// an hour of virtual time.
func (p *play) run(number int) {
	p.s.Emit("round", scenario.Data{"number": number})
	ctx := context.Context(foreign{p.s.Context()})
	if p.Before || p.AbortMs > 0 {
		limited, cancel := p.limit(ctx)
		defer cancel()
		ctx = limited
	}
	over := make(chan struct{})
	p.s.Go(func() {
		defer close(over)
		if p.Settle {
			results := solution.Settle(ctx, p.Limit, slices.Clone(p.Items), p.call)
			p.s.Emit("settled", scenario.Data{"status": "fulfilled", "value": p.outcomes(ctx, results)})
			return
		}
		values, err := solution.MapLimit(ctx, p.Limit, slices.Clone(p.Items), p.call)
		p.s.Emit("settled", p.outcome(ctx, values, err))
	})
	if len(p.Beside) > 0 {
		p.s.Go(p.beside)
	}
	limit := time.NewTimer(30 * time.Minute)
	select {
	case <-over:
		p.s.Emit("goroutines", scenario.Data{"count": p.s.Goroutines()})
		<-limit.C
	case <-limit.C:
	}
}

// beside makes another call at the same time.
func (p *play) beside() {
	values, err := solution.MapLimit(p.s.Context(), 2, p.Beside, func(_ context.Context, text string) (string, error) {
		p.s.Sleep(ms(7))
		return text, nil
	})
	p.s.Emit("beside", p.outcome(p.s.Context(), values, err))
}

// limit gives the context an end: at once, or in the midst of it.
func (p *play) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	if p.Deadline {
		ctx, cancel := context.WithTimeout(ctx, ms(p.AbortMs))
		p.announce(ctx)
		return ctx, cancel
	}
	ctx, end := context.WithCancelCause(ctx)
	cancel := func() { end(nil) }
	if p.Cause {
		cancel = func() { end(errors.New("the client has hung up")) }
	}
	if p.Before {
		cancel()
		return ctx, cancel
	}
	time.AfterFunc(ms(p.AbortMs), func() {
		p.s.Emit("abort", nil)
		cancel()
	})
	return ctx, cancel
}

// announce says that the context is over; whoever waits for it may be quicker.
func (p *play) announce(ctx context.Context) {
	p.s.Go(func() {
		<-ctx.Done()
		p.s.Emit("abort", nil)
	})
}

func (p *play) outcome(ctx context.Context, value any, err error) scenario.Data {
	if err == nil {
		return scenario.Data{"status": "fulfilled", "value": value}
	}
	return scenario.Data{
		"status": "rejected", "message": err.Error(), "refs": p.s.Refs(err),
		"callers": ctx.Err() != nil && (errors.Is(err, ctx.Err()) || errors.Is(err, context.Cause(ctx))),
	}
}

func (p *play) outcomes(ctx context.Context, results []solution.Result[string]) []any {
	outcomes := []any{}
	for _, r := range results {
		outcomes = append(outcomes, p.outcome(ctx, r.Value, r.Err))
	}
	return outcomes
}

func all(s *scenario.S) {
	var in struct{ Rounds []round }
	s.Input(&in)
	for number, r := range in.Rounds {
		if r.Only == "node" {
			continue
		}
		for range max(r.Times, 1) {
			p := &play{round: r, s: s}
			p.run(number)
		}
	}
}
