package timeline

import (
	"slices"
	"strings"

	"drill/graders"
)

// mark is a moment that failed checks point at, or a failure without a moment.
type mark struct {
	concepts []string // titles
	expected string
	seen     string
	at       float64 // milliseconds, where known
	event    int     // index in the run's events; -1 where none stands out
	timed    bool    // at is known
	number   int     // from 1, in the order of the verdicts
}

// title names the concepts that failed here.
func (m mark) title() string { return strings.Join(m.concepts, ", ") }

// marksOf collects the failures that name a run. Checks that failed for one and
// the same reason share a mark.
func marksOf(run *graders.Run, verdicts []graders.Verdict) []mark {
	var marks []mark
	for _, v := range verdicts {
		if v.Failure == nil || v.Passed() || v.Failure.Scenario != run.Scenario {
			continue
		}
		next := markOf(run, v)
		same := slices.IndexFunc(marks, func(m mark) bool {
			return m.event == next.event && m.expected == next.expected && m.seen == next.seen
		})
		if same >= 0 {
			marks[same].concepts = append(marks[same].concepts, next.concepts...)
			continue
		}
		next.number = len(marks) + 1
		marks = append(marks, next)
	}
	return marks
}

func markOf(run *graders.Run, v graders.Verdict) mark {
	m := mark{
		concepts: []string{spaced(v.Concept.Title)},
		expected: spaced(v.Failure.Expected), seen: spaced(v.Failure.Seen), event: -1,
	}
	if v.Failure.At != nil {
		m.at, m.timed = *v.Failure.At, true
	}
	if v.Failure.Event != nil && *v.Failure.Event >= 0 && *v.Failure.Event < len(run.Events) {
		m.event = *v.Failure.Event
		m.at, m.timed = run.Events[m.event].T, true
	}
	return m
}

// marked places each mark at the entry it belongs to: its event, else the last
// entry that is not after its time. Marks without a moment are under -1.
func marked(entries []entry, marks []mark) map[int][]mark {
	placed := make(map[int][]mark, len(marks))
	for _, m := range marks {
		at := place(entries, m)
		placed[at] = append(placed[at], m)
	}
	return placed
}

func place(entries []entry, m mark) int {
	if m.event >= 0 {
		return slices.IndexFunc(entries, func(e entry) bool { return e.event == m.event })
	}
	if !m.timed {
		return -1
	}
	after := slices.IndexFunc(entries, func(e entry) bool { return e.at > m.at })
	if after < 0 {
		return len(entries) - 1
	}
	return max(after-1, 0)
}
