package main

import (
	"context"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"one-run":           oneRun,
		"before-macrotasks": beforeMacrotasks,
		"push-in-flush":     pushInFlush,
		"flush-throws":      flushThrows,
		"long-list":         longList,
	})
}

// rounds is how often a scenario is repeated whose outcome select may get right
// by luck: 2^-40 is no luck any more.
const rounds = 40

type input struct{ Items []string }

// start runs an executor until the scenario ends.
func start(s *scenario.S) *solution.Executor {
	e := solution.NewExecutor()
	s.Serve(func(ctx context.Context) { e.Run(ctx) })
	s.Wait()
	return e
}

// batcher says what it delivers and then calls then with the number of the batch.
func batcher(s *scenario.S, e *solution.Executor, then func(int)) func(string) {
	count := 0
	return solution.Coalesce(e, func(items []string) {
		s.Emit("flush", scenario.Data{"items": items})
		count++
		then(count - 1)
	})
}

func nothing(int) {}

func oneRun(s *scenario.S) {
	var in input
	s.Input(&in)
	e := start(s)
	e.Post(func() {
		push := batcher(s, e, nothing)
		for _, item := range in.Items {
			push(item)
		}
		s.Emit("pushed", nil)
	})
	s.Wait()
}

func beforeMacrotasks(s *scenario.S) {
	var in input
	s.Input(&in)
	e := start(s)
	for range rounds {
		s.Emit("round", nil)
		e.Post(func() {
			push := batcher(s, e, nothing)
			e.Post(func() { s.Emit("macrotask", scenario.Data{"which": "a task"}) })
			e.Defer(func() { push(in.Items[0]) })
		})
		s.Wait()
	}
}

func pushInFlush(s *scenario.S) {
	var in input
	s.Input(&in)
	e := start(s)
	var push func(string)
	e.Post(func() {
		push = batcher(s, e, func(count int) {
			if count == 0 {
				push(in.Items[1])
			}
		})
		push(in.Items[0])
	})
	s.Wait()
}

func flushThrows(s *scenario.S) {
	var in input
	s.Input(&in)
	e := start(s)
	push := batcher(s, e, func(count int) {
		if count == 0 {
			panic("the first flush fails")
		}
	})
	for _, item := range in.Items {
		e.Post(func() { push(item) })
		s.Wait()
	}
}

func longList(s *scenario.S) {
	var in struct {
		Items         []int
		Slice, Factor int
	}
	s.Input(&in)
	e := start(s)
	turns, atLast, over := 0, 0, false
	results := []int{}
	var other func()
	other = func() {
		turns++
		if !over && turns < 100_000 {
			e.Post(other)
		}
	}
	settled := make(chan struct{})
	s.Go(func() {
		defer close(settled)
		e.Post(other)
		err := solution.ProcessAll(s.Context(), e, in.Items, in.Slice, func(item int) {
			results = append(results, item*in.Factor)
			atLast = turns
		})
		stopped := make(chan struct{})
		e.Post(func() {
			if err == nil {
				s.Emit("processed", scenario.Data{"results": results, "turns": atLast})
			}
			over = true
			close(stopped)
		})
		<-stopped
	})
	s.Wait()
}
