package eventloopsimulator

import (
	"strings"

	"drill/graders"
)

// name says what a callback is: its label, which has the delay in it, and what was
// done to it besides.
func (l loop) name(label string) string {
	if label == theEnd {
		return "the end of the loop"
	}
	var notes []string
	if touches(l.program, "clear", label) {
		notes = append(notes, "cleared")
	}
	if l.steps[label].Unref || touches(l.program, "unref", label) {
		notes = append(notes, "unref'd")
	}
	if len(notes) == 0 {
		return label
	}
	return label + " (" + strings.Join(notes, ", ") + ")"
}

// touches reports whether a program clears or unrefs a timer.
func touches(steps []step, op, label string) bool {
	for _, s := range steps {
		if s.Op == op && s.Label == label || touches(s.Then, op, label) {
			return true
		}
	}
	return false
}

// outline says what main does, in the order of its calls, as far as a reader follows.
func (l loop) outline() string {
	var words []string
	for _, s := range l.program {
		switch s.Op {
		case "busy":
			words = append(words, "busy "+graders.Ms(s.Ms))
		case "clear", "unref":
			words = append(words, s.Op+" "+s.Label)
		default:
			words = append(words, l.name(s.Label))
		}
	}
	const most = 8
	if len(words) > most {
		words = append(words[:most], "…")
	}
	return strings.Join(words, ", ")
}
