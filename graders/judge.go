package graders

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
)

// Judge is what a check speaks to: it hands out recorded runs and takes down the
// first statement that does not hold, which ends the check.
type Judge struct {
	Language  Language
	runs      map[string]*Run
	indexes   map[string]*index
	views     map[string]*Run // the runs as this check sees them
	watch     *watch
	consulted []string // scenarios in the order they were asked for
	failure   *Failure
	status    Status
	problem   *Problem
}

// Failure says what a failed check expected and saw, in words of the task.
type Failure struct {
	Expected string `json:"expected"`
	Seen     string `json:"seen"`
	Scenario string `json:"scenario,omitempty"`
	// At is the moment in milliseconds of the scenario's clock, and Event the
	// index of the event in the run; both are absent when no moment stands out.
	At    *float64 `json:"at,omitempty"`
	Event *int     `json:"event,omitempty"`
}

// stop ends a check; it never leaves this package.
type stop struct{}

// Run returns a run that came to its proper end. Any other run ends the check
// with a status that says what happened.
func (j *Judge) Run(scenario string) *Run {
	run := j.Partial(scenario)
	if run.Outcome != Ended {
		j.abnormal(run)
	}
	return run
}

// Partial returns a run whatever its end, for checks on how runs end.
func (j *Judge) Partial(scenario string) *Run {
	j.watch.at(scenario)
	if !slices.Contains(j.consulted, scenario) {
		j.consulted = append(j.consulted, scenario)
	}
	if j.views[scenario] == nil {
		run, ok := j.runs[scenario]
		if !ok {
			panic(fmt.Sprintf("check asks for scenario %q, which is not part of the exercise in %s", scenario, j.Language.Title()))
		}
		view := *run
		view.index, view.watch = j.indexes[scenario], j.watch
		j.views[scenario] = &view
	}
	return j.views[scenario]
}

// Input decodes the drawn input of a run. An input that does not decode is a
// defect of the exercise, which its proof shows.
func (j *Judge) Input(run *Run, v any) {
	if err := run.InputInto(v); err != nil {
		panic(err)
	}
}

func (j *Judge) abnormal(run *Run) {
	j.problem = run.Problem
	j.status = statusOf(run.Outcome)
	j.failure = &Failure{Expected: "the run to come to its end", Seen: endOf(run), Scenario: run.Scenario}
	if n := len(run.Events); n > 0 {
		j.failure.At, j.failure.Event = &run.Events[n-1].T, pointer(n-1)
	}
	panic(stop{})
}

// Fail ends the check with what was expected and what was seen.
func (j *Judge) Fail(expected, seen string) {
	j.status = Fail
	j.failure = &Failure{Expected: expected, Seen: seen}
	if n := len(j.consulted); n > 0 {
		j.failure.Scenario = j.consulted[n-1]
	}
	panic(stop{})
}

// FailAt is Fail with the event that shows it, which must be of the run, or of the
// round of a run.
func (j *Judge) FailAt(run *Run, at Event, expected, seen string) {
	j.status = Fail
	j.failure = &Failure{Expected: expected, Seen: seen, Scenario: run.Scenario, At: &at.T}
	for i, e := range run.Events {
		if e.Arrived == at.Arrived && e.Kind == at.Kind && e.T == at.T && reflect.DeepEqual(e.Data, at.Data) {
			j.failure.Event = pointer(run.first + i)
			break
		}
	}
	panic(stop{})
}

// That fails unless the condition holds.
func (j *Judge) That(holds bool, expected, seen string) {
	j.watch.look()
	if !holds {
		j.Fail(expected, seen)
	}
}

// ThatAt fails at an event unless the condition holds.
func (j *Judge) ThatAt(run *Run, at Event, holds bool, expected, seen string) {
	j.watch.look()
	if !holds {
		j.FailAt(run, at, expected, seen)
	}
}

// Happened fails unless the run has an event of the kind, and returns the first:
// the positive witness that a "never" needs before it means anything. Goroutines that
// were left are named: one of them may be why.
func (j *Judge) Happened(run *Run, kind, expected string) Event {
	events := run.Of(kind)
	if len(events) == 0 {
		j.consult(run)
		seen := "it never happened"
		if run.Left != "" {
			seen += "; still waiting: " + run.Left
		}
		j.Fail(expected, seen)
	}
	return events[0]
}

// Equal fails unless two values are equal as plain data. Where they would print the
// same text, the failure says what differs.
func (j *Judge) Equal(what string, want, got any) {
	j.watch.look()
	want, got = plain(want), plain(got)
	if !reflect.DeepEqual(want, got) {
		expected, seen := contrast(want, got)
		j.Fail(what+" "+expected, seen)
	}
}

// EqualAt is Equal with the event that shows it.
func (j *Judge) EqualAt(run *Run, at Event, what string, want, got any) {
	j.watch.look()
	want, got = plain(want), plain(got)
	if !reflect.DeepEqual(want, got) {
		expected, seen := contrast(want, got)
		j.FailAt(run, at, what+" "+expected, seen)
	}
}

// InOrder fails unless the run's events of these kinds happened in this order and
// no more often.
func (j *Judge) InOrder(run *Run, kinds ...string) {
	j.consult(run)
	got := run.Order(kinds...)
	j.That(slices.Equal(got, kinds), "this order: "+strings.Join(kinds, ", "), Listed(got))
}

// AtMost fails when the largest number in a field of a kind is over the bound.
// Without an event of the kind it fails too.
func (j *Judge) AtMost(run *Run, kind, field string, bound float64, what string) {
	j.Happened(run, kind, what)
	peak, _ := run.Peak(kind, field)
	n := peak.Number(field)
	j.ThatAt(run, peak, n <= bound, fmt.Sprintf("at most %s %s", number(bound), what), number(n))
}

// Gaps fails unless the waits between events of a kind are these, in
// milliseconds, each within the tolerance.
func (j *Judge) Gaps(run *Run, kind string, want []float64, tolerance float64) {
	j.consult(run)
	got := run.Gaps(kind)
	expected := "waits of " + numbers(want) + " ms"
	if len(got) != len(want) {
		j.Fail(expected, fmt.Sprintf("%d waits: %s ms", len(got), numbers(got)))
	}
	for i := range want {
		if math.Abs(got[i]-want[i]) > tolerance {
			j.FailAt(run, run.Of(kind)[i+1], expected, numbers(got)+" ms")
		}
	}
}

// consult makes the run the one that a failure names.
func (j *Judge) consult(run *Run) {
	j.consulted = append(slices.DeleteFunc(j.consulted, func(s string) bool { return s == run.Scenario }), run.Scenario)
}
