package graders

import "sync"

// index finds a run's events by what they say. It is built as far as it is asked for,
// once for all checks: a check that searches a long run once for each of its events
// would take minutes. A run without one is searched from its beginning.
type index struct {
	mu     sync.Mutex
	kinds  map[string][]Event
	fields map[field]map[string][]Event
}

// field is what the events of a kind say under a name.
type field struct{ kind, name string }

// of returns the events of a kind. Nobody may change them.
func (x *index) of(events []Event, kind string) []Event {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.ofKind(events, kind)
}

func (x *index) ofKind(events []Event, kind string) []Event {
	if x.kinds == nil {
		x.kinds = map[string][]Event{}
		for _, e := range events {
			x.kinds[e.Kind] = append(x.kinds[e.Kind], e)
		}
	}
	found := x.kinds[kind]
	return found[:len(found):len(found)] // who appends to it gets a list of their own
}

// matching returns the events of a kind whose field is this text.
func (x *index) matching(events []Event, kind, name, text string) []Event {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.fields == nil {
		x.fields = map[field]map[string][]Event{}
	}
	by := x.fields[field{kind, name}]
	if by == nil {
		by = map[string][]Event{}
		for _, e := range x.ofKind(events, kind) {
			value := e.Text(name)
			by[value] = append(by[value], e)
		}
		x.fields[field{kind, name}] = by
	}
	found := by[text]
	return found[:len(found):len(found)]
}
