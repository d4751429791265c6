package graders_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"sync"
	"testing/fstest"
	"time"

	"drill/graders"
	"drill/graders/concepts"
)

// tape builds the run of a scenario named "s" from events at one ms each, in turn.
func tape(events ...graders.Event) *graders.Run {
	run := &graders.Run{Scenario: "s", Clock: graders.Virtual, Input: json.RawMessage(`{"limit": 2}`), Outcome: graders.Ended}
	for i, e := range events {
		if e.T == 0 {
			e.T = float64(i)
		}
		e.Arrived = time.Duration(i) * time.Microsecond
		run.Events = append(run.Events, e)
	}
	return run
}

func event(kind string, fields ...any) graders.Event {
	data := graders.Data{}
	for i := 0; i+1 < len(fields); i += 2 {
		data[fields[i].(string)] = fields[i+1]
	}
	return graders.Event{Kind: kind, Data: data}
}

func at(t float64, kind string) graders.Event { return graders.Event{T: t, Kind: kind} }

// fakeSandbox plays recorded runs: the first answer to the whole job, the second
// to a scenario that is run alone.
type fakeSandbox struct {
	first, alone map[string]*graders.Run
	load         *graders.Problem
	fault        error

	mu   sync.Mutex
	jobs []graders.Job
}

var errEngine = errors.New("the engine is gone")

func (f *fakeSandbox) Run(_ context.Context, job graders.Job) (*graders.Recording, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.jobs = append(f.jobs, job)
	if f.fault != nil {
		return nil, f.fault
	}
	source := f.first
	if len(f.jobs) > 1 {
		source = f.alone
	}
	recording := &graders.Recording{Runs: map[string]*graders.Run{}, Load: f.load}
	for _, s := range job.Run {
		run := *source[s.Name]
		run.Scenario, run.Clock, run.Input = s.Name, s.Clock, s.Input
		recording.Runs[s.Name] = &run
	}
	return recording, nil
}

// exercise has two scenarios and a check on each.
func exercise(clock graders.Clock) *graders.Exercise {
	happens := func(scenario string) func(*graders.Judge) {
		return func(j *graders.Judge) { j.Happened(j.Run(scenario), "ok", "it to happen") }
	}
	return &graders.Exercise{
		Slug: "sample", Track: "samples", Title: "Sample", Exports: []string{"f"},
		Files: fstest.MapFS{
			"_node/scenarios.mjs": {Data: []byte("export const scenarios = {}")},
			"_go/scenarios.go":    {Data: []byte("package main")},
		},
		Scenarios: []graders.Scenario{
			{Name: "one", Clock: clock, Input: func(r *rand.Rand) any { return map[string]string{"token": graders.Token(r)} }},
			{Name: "two", Clock: clock},
		},
		Checks: []graders.Check{
			{Concept: concepts.Backpressure, Claim: "does one", Points: 2, Judge: happens("one")},
			{Concept: concepts.DataIntegrity, Claim: "does two", Judge: happens("two")},
		},
	}
}

func submission(e *graders.Exercise, l graders.Language) graders.Submission {
	return graders.Submission{Exercise: e, Language: l, Seed: 7, Solution: graders.File{Name: l.SolutionFile(), Content: []byte("x")}}
}
