package timeline

import (
	"fmt"
	"strings"

	"drill/graders"
)

// describe says in words what a figure shows.
func (t *take) describe(decimals int) string {
	if len(t.entries) == 0 {
		return "Nothing happened."
	}
	kinds := lanesOf(t.entries)
	var parts []string
	for _, kind := range kinds[:min(len(kinds), mostLanes)] {
		var of []entry
		for _, e := range t.entries {
			if e.kind == kind {
				of = append(of, e)
			}
		}
		parts = append(parts, fmt.Sprintf("%s %s, %s", kind, times(len(of)), span(of[0].at, of[len(of)-1].at, decimals)))
	}
	text := strings.Join(parts, "; ") + "."
	if waits := t.waitWords(); waits != "" {
		text += " " + waits + "."
	}
	for _, m := range t.marks {
		text += " Failed: " + m.title() + "."
	}
	return text
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return graders.Plural(n, "time")
}
