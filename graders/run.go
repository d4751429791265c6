package graders

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// InputInto decodes the scenario's drawn input into v.
func (r *Run) InputInto(v any) error {
	if err := json.Unmarshal(r.Input, v); err != nil {
		return fmt.Errorf("scenario %s: input: %w", r.Scenario, err)
	}
	return nil
}

// Of returns the events of a kind, in order. They are nobody's to change.
func (r *Run) Of(kind string) []Event {
	if r.index != nil {
		r.watch.look()
		return r.index.of(r.Events, kind)
	}
	return r.Where(func(e Event) bool { return e.Kind == kind })
}

// Where returns the events that match, in order. It looks at every event: in a loop
// over events it takes a time that grows with their square.
func (r *Run) Where(match func(Event) bool) []Event {
	r.watch.look()
	var found []Event
	for _, e := range r.Events {
		if match(e) {
			found = append(found, e)
		}
	}
	return found
}

// Matching returns the events of a kind whose field is this text, in order. They are
// nobody's to change.
func (r *Run) Matching(kind, field, text string) []Event {
	if r.index != nil {
		r.watch.look()
		return r.index.matching(r.Events, kind, field, text)
	}
	return r.Where(func(e Event) bool { return e.Kind == kind && e.Text(field) == text })
}

// Count is the number of events of a kind.
func (r *Run) Count(kind string) int { return len(r.Of(kind)) }

// Last returns the last event of a kind.
func (r *Run) Last(kind string) (Event, bool) {
	events := r.Of(kind)
	if len(events) == 0 {
		return Event{}, false
	}
	return events[len(events)-1], true
}

// Order returns the kinds in the order they happened, for the given kinds only
// (all that are not the harness's own when none is given).
func (r *Run) Order(kinds ...string) []string {
	r.watch.look()
	var order []string
	for _, e := range r.Events {
		if slices.Contains(kinds, e.Kind) || len(kinds) == 0 && e.Kind[0] != '@' {
			order = append(order, e.Kind)
		}
	}
	return order
}

// Texts returns the text field of every event of a kind, in order.
func (r *Run) Texts(kind, field string) []string {
	var texts []string
	for _, e := range r.Of(kind) {
		texts = append(texts, e.Text(field))
	}
	return texts
}

// Numbers returns the number field of every event of a kind, in order.
func (r *Run) Numbers(kind, field string) []float64 {
	var numbers []float64
	for _, e := range r.Of(kind) {
		numbers = append(numbers, e.Number(field))
	}
	return numbers
}

// Times returns when the events of a kind happened, in milliseconds.
func (r *Run) Times(kind string) []float64 {
	var times []float64
	for _, e := range r.Of(kind) {
		times = append(times, e.T)
	}
	return times
}

// Gaps returns the waits between the events of a kind, in milliseconds.
func (r *Run) Gaps(kind string) []float64 { return gaps(r.Times(kind)) }

func gaps(times []float64) []float64 {
	var waits []float64
	for i := 1; i < len(times); i++ {
		waits = append(waits, times[i]-times[i-1])
	}
	return waits
}

// Peak returns the event in which a number field of a kind was largest, and
// false when there was no such event.
func (r *Run) Peak(kind, field string) (Event, bool) {
	var peak Event
	largest, found := math.Inf(-1), false
	for _, e := range r.Of(kind) {
		if n := e.Number(field); n > largest {
			peak, largest, found = e, n, true
		}
	}
	return peak, found
}

// Overlap returns the largest number of spans that were open at once, a span
// being opened by an event of one kind and closed by one of another, and the
// event that opened the last of them.
func (r *Run) Overlap(opened, closed string) (int, Event) {
	r.watch.look()
	open, most, at := 0, 0, Event{}
	for _, e := range r.Events {
		switch e.Kind {
		case opened:
			if open++; open > most {
				most, at = open, e
			}
		case closed:
			open--
		}
	}
	return most, at
}
