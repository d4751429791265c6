package timeline

import (
	"cmp"
	"slices"
	"strings"

	"drill/graders"
)

// entry is one thing on a timeline: an event, or a line that was printed.
type entry struct {
	at    float64 // milliseconds
	kind  string
	text  string // a printed line; empty for events
	data  []field
	event int // index in the run's events; -1 for printed lines
}

// field is one value of an event, in the order in which it is shown.
type field struct {
	name  string
	value any
}

// number returns the field's value where it is a number.
func (f field) number() (float64, bool) {
	n, ok := f.value.(float64)
	return n, ok
}

// entriesOf merges a run's events with its output. A printed line stands after
// the events of its moment, since the trace does not order the two.
func entriesOf(run *graders.Run) []entry {
	printed := printedLines(run.Output)
	merged := make([]entry, 0, len(run.Events)+len(printed))
	for i, event := range run.Events {
		for len(printed) > 0 && printed[0].at < event.T {
			merged, printed = append(merged, printed[0]), printed[1:]
		}
		merged = append(merged, entryOf(i, event))
	}
	return append(merged, printed...)
}

func entryOf(index int, event graders.Event) entry {
	e := entry{at: event.T, kind: kindName(event.Kind), event: index, data: fieldsOf(event.Data)}
	if event.Kind == graders.KindOutput {
		e.kind, e.text, e.data = kindName(event.Text("stream")), spaced(event.Text("text")), nil
	}
	return e
}

func printedLines(output []graders.Output) []entry {
	var lines []entry
	for _, o := range output {
		for line := range strings.SplitSeq(strings.TrimSuffix(graders.Clean(o.Text), "\n"), "\n") {
			lines = append(lines, entry{at: o.T, kind: kindName(o.Stream), text: spaced(line), event: -1})
		}
	}
	slices.SortStableFunc(lines, func(a, b entry) int { return cmp.Compare(a.at, b.at) })
	return lines
}

// spaced makes text fit on one line.
func spaced(text string) string {
	return strings.TrimRight(strings.NewReplacer("\t", "  ", "\n", " ").Replace(graders.Clean(text)), " ")
}

// kindName is a kind as a learner reads it.
func kindName(kind string) string {
	switch kind {
	case graders.KindUncaught:
		return "uncaught error"
	case graders.KindUnhandled:
		return "unhandled rejection"
	case "":
		return "unnamed"
	}
	return spaced(kind)
}

// fieldsOf puts what tells events apart first and leaves out what only a
// debugger reads.
func fieldsOf(data graders.Data) []field {
	fields := make([]field, 0, len(data))
	for name, value := range data {
		if name != "stack" {
			fields = append(fields, field{name, value})
		}
	}
	slices.SortFunc(fields, func(a, b field) int {
		return cmp.Or(cmp.Compare(rank(a.name), rank(b.name)), cmp.Compare(a.name, b.name))
	})
	return fields
}

func rank(name string) int {
	if isIdentity(name) {
		return 0
	}
	return 1
}

// isIdentity reports whether a field says which thing an event is about rather
// than how much of it there is.
func isIdentity(name string) bool {
	switch strings.ToLower(name) {
	case "id", "key", "name", "n", "i", "index", "job", "task", "item", "request", "attempt", "seq", "number", "label", "call":
		return true
	}
	return false
}
