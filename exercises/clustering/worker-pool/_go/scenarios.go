package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"work":           submitAll,
		"task-fails":     submitAll,
		"worker-dies":    submitAll,
		"given-up":       submitAll,
		"contexts":       submitAll,
		"close":          closing,
		"close-by-force": closing,
	})
}

// rounds is how often a scenario is repeated whose outcome select may get right
// by luck: 2^-40 is no luck any more.
const rounds = 40

type task struct {
	Name, Does, Value, Error string
	Ms, GiveUpMs, AtMs       int
}

type input struct {
	Size, CloseMs, ForceMs int
	Salt                   string
	Tasks                  []task
}

type pool = solution.Pool[task, string]

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// start makes a pool whose tasks say when they begin and end.
func start(s *scenario.S, in input) *pool {
	return solution.New(in.Size, func(ctx context.Context, t task) (string, error) {
		s.Emit("start", scenario.Data{"task": t.Name})
		value, err := do(s, ctx, in, t)
		s.Emit("end", scenario.Data{"task": t.Name})
		return value, err
	})
}

func do(s *scenario.S, ctx context.Context, in input, t task) (string, error) {
	if t.Does == "hang" {
		<-ctx.Done()
		s.Emit("cancelled", scenario.Data{"task": t.Name})
		return "", ctx.Err()
	}
	s.Sleep(ms(t.Ms))
	switch t.Does {
	case "fail":
		return "", errors.New(t.Error)
	case "crash":
		s.Emit("end", scenario.Data{"task": t.Name})
		panic(t.Error)
	case "exit":
		s.Emit("end", scenario.Data{"task": t.Name})
		runtime.Goexit()
	}
	return in.Salt + t.Value, nil
}

// submit runs a task and says how it ended, if it did.
func submit(s *scenario.S, p *pool, t task) {
	s.Sleep(ms(t.AtMs))
	ctx := context.Background()
	if t.GiveUpMs > 0 {
		limited, cancel := context.WithTimeout(ctx, ms(t.GiveUpMs-t.AtMs))
		defer cancel()
		ctx = limited
	}
	ending := scenario.Data{"task": t.Name, "status": "fulfilled", "error": ""}
	panicked := scenario.Catch(func() {
		value, err := p.Submit(ctx, t)
		ending["value"] = value
		if err != nil {
			ending["status"], ending["error"] = "rejected", err.Error()
			ending["closed"], ending["deadline"] = errors.Is(err, solution.ErrClosed), errors.Is(err, context.DeadlineExceeded)
		}
	})
	if panicked != nil {
		ending["status"], ending["error"] = "panicked", fmt.Sprint(panicked)
	}
	s.Emit("settled", ending)
}

// finish closes a pool and says how that ended, if it did.
func finish(s *scenario.S, p *pool, kind string, ctx context.Context) {
	var err error
	if panicked := scenario.Catch(func() { err = p.Close(ctx) }); panicked != nil {
		err = fmt.Errorf("panic: %v", panicked)
	}
	s.Emit(kind, scenario.Data{"error": err, "deadline": errors.Is(err, context.DeadlineExceeded)})
}

func submitAll(s *scenario.S) {
	var in input
	s.Input(&in)
	p := start(s, in)
	for _, t := range in.Tasks {
		s.Go(func() { submit(s, p, t) })
	}
	s.Sleep(time.Hour)
	s.Go(func() { finish(s, p, "closed", context.Background()) })
	s.Sleep(time.Hour)
}

// closing closes pools while tasks run, wait and come in.
func closing(s *scenario.S) {
	var in input
	s.Input(&in)
	for range rounds {
		s.Emit("round", nil)
		p := start(s, in)
		for _, t := range in.Tasks {
			s.Go(func() { submit(s, p, t) })
		}
		s.Sleep(ms(in.CloseMs))
		ctx, cancel := context.Background(), func() {}
		if in.ForceMs > 0 {
			ctx, cancel = context.WithTimeout(ctx, ms(in.ForceMs))
		}
		s.Emit("closing", nil)
		s.Go(func() { submit(s, p, task{Name: "meanwhile", Does: "work", Ms: 5}) })
		s.Go(func() { finish(s, p, "closed", ctx) })
		s.Sleep(time.Hour)
		s.Go(func() { submit(s, p, task{Name: "afterwards", Does: "work", Ms: 5}) })
		s.Go(func() { finish(s, p, "closed-again", context.Background()) })
		s.Sleep(time.Hour)
		cancel()
	}
}
