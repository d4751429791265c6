package graders

import (
	"fmt"
	"strings"
)

// Sequence fails unless two lists have the same entries in the same order. The failure
// names the first entry that differs, with its neighbours. what says what the entries
// are, such as "the callbacks". run is the one that a failure names.
func (j *Judge) Sequence(run *Run, what string, want, got []string) {
	j.watch.look()
	if expected, seen, differ := firstDifference(what, want, got); differ >= 0 {
		j.consult(run)
		j.Fail(expected, seen)
	}
}

// SequenceAt is Sequence with the events that the entries were seen in, one for each:
// the failure shows at the entry's own, and at the last one where the list ends early.
func (j *Judge) SequenceAt(run *Run, at []Event, what string, want, got []string) {
	j.watch.look()
	expected, seen, differ := firstDifference(what, want, got)
	if differ < 0 {
		return
	}
	if len(at) == 0 {
		j.consult(run)
		j.Fail(expected, seen)
	}
	j.FailAt(run, at[min(differ, len(at)-1)], expected, seen)
}

// firstDifference puts into words where two lists differ first, and returns the index
// of the entry, which is below zero when they do not.
func firstDifference(what string, want, got []string) (expected, seen string, at int) {
	at = 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	switch {
	case at == len(want) && at == len(got):
		return "", "", -1
	case len(want) == 0:
		return what + ": none", Plural(len(got), "entry") + ", the first is " + entry(got[0]), at
	case len(got) == 0:
		return fmt.Sprintf("%s: %s, the first is %s", what, Plural(len(want), "entry"), entry(want[0])), "none", at
	case at == len(want):
		return fmt.Sprintf("%s: %s, the last is %s", what, Plural(len(want), "entry"), entry(want[at-1])),
			fmt.Sprintf("%s; after that comes %s", Plural(len(got), "entry"), inPlace(got, at)), at
	case at == len(got):
		return fmt.Sprintf("%s: %s, number %d is %s", what, Plural(len(want), "entry"), at+1, inPlace(want, at)),
			fmt.Sprintf("%s, the last is %s", Plural(len(got), "entry"), entry(got[at-1])), at
	}
	w, g := inPlace(want, at), inPlace(got, at)
	if lookAlike(want[at], got[at]) {
		w, g = textsApart(want[at], got[at])
	}
	return fmt.Sprintf("%s: number %d of %d to be %s", what, at+1, len(want), w), g, at
}

const neighbours = 2 // entries shown on either side of a difference

// inPlace prints an entry with its neighbours: x (in: … a, b, x, c, d, …).
func inPlace(list []string, at int) string {
	begin, end := max(0, at-neighbours), min(len(list), at+neighbours+1)
	var words []string
	if begin > 0 {
		words = append(words, "…")
	}
	for _, text := range list[begin:end] {
		words = append(words, entry(text))
	}
	if end < len(list) {
		words = append(words, "…")
	}
	return fmt.Sprintf("%s (in: %s)", entry(list[at]), strings.Join(words, ", "))
}

// entry prints one entry of a list.
func entry(text string) string {
	if text == "" {
		return "an empty text"
	}
	return cut(Clean(text), shownLength/2)
}
