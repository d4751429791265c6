package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"work":           submitAll,
		"task-fails":     failing,
		"worker-dies":    dying,
		"given-up":       submitAll,
		"contexts":       contexts,
		"close":          closing,
		"close-by-force": closing,
		"crowd":          crowd,
	})
}

const (
	// rounds is how often a scenario is repeated whose outcome select may get right
	// by luck: 2^-40 is no luck any more.
	rounds = 40
	// tieMs is how long a task runs that ends when its successor gives up.
	tieMs = 6
	// tries is how often a task may be tried again before that is enough.
	tries = 3
	// patienceMs is when callers give up whose tasks should have ended long before.
	patienceMs = 1_800_000
	// hangMs is when a task ends by itself whose context should have ended long before:
	// after every caller has lost patience, and before the pool is closed.
	hangMs = 2_700_000
)

type task struct {
	Name, Does, Value, Error string
	Ms, GiveUpMs, AtMs       int
	AsError, Cancels         bool
}

type input struct {
	Size, CloseMs, ForceMs int
	Salt                   string
	Tasks                  []task
}

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// crew is a pool and what its tasks do.
type crew struct {
	*scenario.S
	in       input
	pool     *solution.Pool[task, string]
	failures map[string]error // by task
	mu       sync.Mutex
	tried    map[string]int
}

// start makes a pool whose tasks say when they begin and end.
func start(s *scenario.S) *crew {
	c := &crew{S: s, failures: map[string]error{}, tried: map[string]int{}}
	s.Input(&c.in)
	for _, t := range c.in.Tasks {
		c.failures[t.Name] = errors.New(t.Error)
	}
	c.pool = solution.New(c.in.Size, c.run)
	return c
}

func (c *crew) run(ctx context.Context, t task) (string, error) {
	c.Emit("start", scenario.Data{"task": t.Name})
	defer c.Emit("end", scenario.Data{"task": t.Name})
	if c.isTiresome(t.Name) {
		return "", errors.New("this task was tried often enough")
	}
	return c.do(ctx, t)
}

// isTiresome counts the tries of a task; there is no point in going on for ever.
func (c *crew) isTiresome(name string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tried[name]++
	return c.tried[name] > tries
}

func (c *crew) do(ctx context.Context, t task) (string, error) {
	over := time.After(ms(t.Ms))
	switch t.Does {
	case "hang":
		over = time.After(ms(hangMs))
	case "deaf":
		ctx = context.WithoutCancel(ctx)
	}
	select {
	case <-ctx.Done():
		c.Emit("cancelled", scenario.Data{"task": t.Name})
		return "", ctx.Err()
	case <-over:
	}
	value := c.in.Salt + t.Value
	switch t.Does {
	case "fail":
		return value, c.failures[t.Name]
	case "crash":
		if t.AsError {
			panic(c.failures[t.Name])
		}
		panic(t.Error)
	case "exit":
		runtime.Goexit()
	}
	return value, nil
}

// submit runs a task and says how it ended, if it did. A context that nobody ends
// lives as long as the scenario, so that whoever waits for it shows.
func (c *crew) submit(t task) {
	c.Sleep(ms(t.AtMs))
	ctx := c.Context()
	if t.GiveUpMs > 0 {
		ctx = c.limited(t.GiveUpMs-t.AtMs, t.Cancels)
	}
	c.submitIn(ctx, t)
}

func (c *crew) submitIn(ctx context.Context, t task) {
	c.Emit("asked", scenario.Data{"task": t.Name})
	ending := scenario.Data{"task": t.Name, "status": "fulfilled", "error": ""}
	panicked := scenario.Catch(func() {
		value, err := c.pool.Submit(ctx, t)
		ending["value"] = value
		if err == nil {
			return
		}
		ending["status"], ending["error"] = "rejected", err.Error()
		ending["closed"], ending["own"] = errors.Is(err, solution.ErrClosed), errors.Is(err, c.failures[t.Name])
		ending["callers"] = ctx.Err() != nil && errors.Is(err, ctx.Err())
	})
	if panicked != nil {
		ending["status"], ending["error"] = "panicked", fmt.Sprint(panicked)
	}
	c.Emit("settled", ending)
}

// limited returns a context that ends after a time, in one of the two ways, and for a
// cause that is not its error.
func (c *crew) limited(after int, cancels bool) context.Context {
	cause := errors.New("the cause that a context has ended for")
	if !cancels {
		ctx, _ := context.WithTimeoutCause(c.Context(), ms(after), cause)
		return ctx
	}
	ctx, cancel := context.WithCancelCause(c.Context())
	c.Go(func() {
		c.Sleep(ms(after))
		cancel(cause)
	})
	return ctx
}

// finish closes the pool and says how that ended, if it did.
func (c *crew) finish(kind string, ctx context.Context) {
	var err error
	if panicked := scenario.Catch(func() { err = c.pool.Close(ctx) }); panicked != nil {
		err = fmt.Errorf("panic: %v", panicked)
	}
	c.Emit(kind, scenario.Data{"nil": err == nil, "error": text(err), "its": err != nil && errors.Is(err, ctx.Err())})
}

// submitTasks submits each task at its time and waits for what may never come.
func (c *crew) submitTasks() {
	for _, t := range c.in.Tasks {
		c.Go(func() { c.submit(t) })
	}
	c.Sleep(time.Hour)
}

// closeIdle closes a pool that has nothing to do.
func (c *crew) closeIdle() {
	c.Emit("closing", nil)
	c.Go(func() { c.finish("closed", c.Context()) })
	c.Sleep(time.Hour)
}

func submitAll(s *scenario.S) {
	c := start(s)
	c.submitTasks()
	c.closeIdle()
	unused := start(s)
	unused.Emit("later", nil)
	unused.Go(func() { unused.finish("closed-unused", unused.Context()) })
	unused.Sleep(time.Hour)
}

func failing(s *scenario.S) {
	submitAll(s)
	beside(s)
}

// beside fails a task while another one runs, which looks at its context.
func beside(s *scenario.S) {
	pool := solution.New(2, func(ctx context.Context, t task) (string, error) {
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(ms(t.Ms)):
		}
		if t.Does == "fail" {
			return "", errors.New(t.Error)
		}
		return t.Value, nil
	})
	s.Go(func() {
		_, err := pool.Submit(s.Context(), task{Does: "work", Ms: 20})
		s.Emit("beside", scenario.Data{"error": text(err)})
	})
	s.Go(func() { pool.Submit(s.Context(), task{Does: "fail", Ms: 5, Error: "no"}) })
	s.Sleep(time.Hour)
	s.Go(func() { pool.Close(s.Context()) })
	s.Sleep(time.Hour)
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// dying asks in the end for as many tasks at once as there are workers.
func dying(s *scenario.S) {
	c := start(s)
	c.submitTasks()
	for _, name := range []string{"y", "z"} {
		s.Go(func() { c.submit(task{Name: name, Does: "work", Ms: 5, Value: name}) })
	}
	s.Sleep(time.Hour)
	c.closeIdle()
}

// contexts submits in the end what nobody waits for from the beginning.
func contexts(s *scenario.S) {
	c := start(s)
	c.submitTasks()
	gone, cancel := context.WithCancel(s.Context())
	cancel()
	for range rounds {
		s.Go(func() { c.submitIn(gone, task{Name: "gone", Does: "work", Ms: 5}) })
		s.Sleep(ms(20))
	}
	c.tie()
	s.Sleep(time.Hour)
	c.closeIdle()
}

// tie has callers give up at the very moment when a worker is free for them, and in the
// end asks for another task. Which of the two comes first alternates.
func (c *crew) tie() {
	for i := range rounds {
		runs := task{Name: fmt.Sprint("runs ", i), Does: "work", Ms: tieMs}
		waits := task{Name: fmt.Sprint("waits ", i), Does: "work", Ms: 5}
		ctx := c.limited(tieMs, i%4 < 2)
		c.Go(func() { c.submit(runs) })
		c.Sleep(ms(1))
		if i%2 == 1 {
			ctx = c.limited(tieMs-1, i%4 < 2)
		}
		c.Go(func() { c.submitIn(ctx, waits) })
		c.Sleep(ms(4 * tieMs))
	}
	c.Go(func() { c.submit(task{Name: "z", Does: "work", Ms: 5, Value: "z"}) })
}

// crowd has many callers at once, each with one task after the other. It counts only:
// there is no moment to tell of.
func crowd(s *scenario.S) {
	const callers, tasks = 16, 250
	var in input
	s.Input(&in)
	var running, most, own atomic.Int64
	pool := solution.New(in.Size, func(_ context.Context, n int) (string, error) {
		now := running.Add(1)
		defer running.Add(-1)
		for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
		}
		runtime.Gosched()
		return fmt.Sprint(in.Salt, n), nil
	})
	for i := range callers {
		s.Go(func() {
			for k := range tasks {
				n := i*tasks + k
				if value, err := pool.Submit(s.Context(), n); err == nil && value == fmt.Sprint(in.Salt, n) {
					own.Add(1)
				}
			}
		})
	}
	s.Sleep(time.Hour)
	s.Emit("crowd", scenario.Data{"tasks": callers * tasks, "own": own.Load(), "most": most.Load()})
	s.Go(func() { pool.Close(s.Context()) })
	s.Sleep(time.Hour)
}

// closing closes pools while tasks run, wait and come in.
func closing(s *scenario.S) {
	for i := range rounds {
		s.Emit("round", nil)
		closeBusy(start(s), i)
	}
}

// closeBusy closes a pool twice. Where one of the two calls has a limit, it is the first
// in every other round, and each way of a context to end has its rounds, too.
func closeBusy(c *crew, round int) {
	for _, t := range c.in.Tasks {
		if round%2 == 1 { // so that they end where a second Close does not end them
			t.GiveUpMs = patienceMs
		}
		c.Go(func() { c.submit(t) })
	}
	c.Sleep(ms(c.in.CloseMs))
	first, second, limited := c.Context(), c.Context(), ""
	if c.in.ForceMs > 0 {
		limited, first = "closed", c.limited(c.in.ForceMs, round%4 < 2)
		if round%2 == 1 {
			limited, first, second = "closed-meanwhile", second, first
		}
	}
	c.Emit("closing", scenario.Data{"limited": limited})
	c.Go(func() { c.submit(task{Name: "meanwhile", Does: "work", Ms: 5}) })
	c.Go(func() { c.finish("closed", first) })
	c.Sleep(ms(2))
	c.Go(func() { c.finish("closed-meanwhile", second) })
	c.Go(func() { c.submit(task{Name: "during", Does: "work", Ms: 5, AtMs: 1}) })
	c.Sleep(time.Hour)
	c.Emit("later", nil)
	c.Go(func() { c.submit(task{Name: "afterwards", Does: "work", Ms: 5}) })
	c.Go(func() { c.finish("closed-again", c.Context()) })
	c.Sleep(time.Hour)
}
