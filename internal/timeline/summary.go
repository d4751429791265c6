package timeline

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"drill/graders"
)

const namedValues = 3 // different texts that a folded field names

// rangeWords says the data of alike entries at once: "bytes 16384, n 1 to 58".
func rangeWords(entries []entry) string {
	if len(entries) == 1 {
		return entries[0].words()
	}
	var parts []string
	for i, f := range entries[0].data {
		parts = append(parts, phrase(f.name, valueRange(entries, i)))
	}
	if len(parts) == 0 {
		return entries[0].text
	}
	return strings.Join(parts, ", ")
}

// valueRange covers the values of the field at an index: numbers by their
// smallest and largest (the largest first when they fall), other values by name as far as there is room.
func valueRange(entries []entry, at int) string {
	low, high, numeric, falling, last := math.Inf(1), math.Inf(-1), true, true, math.Inf(1)
	var names []string
	for _, e := range entries {
		n, ok := e.data[at].number()
		numeric = numeric && ok
		low, high = min(low, n), max(high, n)
		falling, last = falling && n <= last, n
		if name := valueWords(e.data[at].value); len(names) <= namedValues && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	switch {
	case len(names) == 1:
		return names[0]
	case numeric && falling:
		return amount(high) + " to " + amount(low)
	case numeric:
		return amount(low) + " to " + amount(high)
	case len(names) > namedValues:
		return strings.Join(names[:namedValues], " | ") + " | …"
	}
	return strings.Join(names, " | ")
}

// rhythm says how a group's repetitions lie in time, such as "every 100 ms until
// 5700 ms".
func (g group) rhythm(decimals int) string {
	switch {
	case g.from() == g.to():
		return "all at once"
	case g.even && g.step > 0:
		return fmt.Sprintf("every %s until %s ms", duration(g.step), clockTime(g.to(), decimals))
	}
	return fmt.Sprintf("until %s ms", clockTime(g.to(), decimals))
}

// ending says how a run came to its end, such as "crashed: boom, solution.mjs:12".
func ending(run *graders.Run) string {
	words := outcomeWords(run.Outcome)
	if p := run.Problem; p != nil {
		if p.Message != "" {
			words += ": " + strings.TrimSpace(spaced(p.Message))
		}
		if p.File != "" {
			words += ", " + spaced(p.File)
			if p.Line > 0 {
				words += fmt.Sprintf(":%d", p.Line)
			}
		}
	}
	if run.Leaked > 0 {
		words += "; " + graders.Plural(run.Leaked, "goroutine") + " still blocked"
	}
	return words
}

func outcomeWords(outcome graders.Outcome) string {
	switch outcome {
	case graders.Exited:
		return "the process ended early"
	case graders.TimedOut:
		return "out of time"
	case graders.OutOfMemory:
		return "out of memory"
	case graders.Overflowed:
		return "too much output"
	case graders.NotReached, "":
		return "never reached"
	}
	return string(outcome)
}

// inputFields are the fields of the scenario's input, or none where it is no
// object.
func inputFields(run *graders.Run) []field {
	var input graders.Data
	if len(run.Input) == 0 || run.InputInto(&input) != nil {
		return nil
	}
	return fieldsOf(input)
}
