package streametl

import (
	"slices"

	"drill/graders"
)

// of are the events of a kind in a case of a scenario.
func of(run *graders.Run, kind, name string) []graders.Event {
	return run.Matching(kind, "case", name)
}

// values are the values of such events; never nil, so that none equals an empty list.
func values(run *graders.Run, kind, name string) []any {
	found := []any{}
	for _, e := range of(run, kind, name) {
		found = append(found, e.Data["value"])
	}
	return found
}

// settled is how a case ended; a case that did not end fails the check.
func settled(j *graders.Judge, run *graders.Run, name, expected string) graders.Event {
	ends := of(run, "settled", name)
	j.That(len(ends) > 0, expected, "it never ended")
	return ends[0]
}

// before reports whether the first event of a kind in a case came before the first of
// another kind, or without it.
func before(run *graders.Run, name, kind, other string) bool {
	for _, e := range run.Events {
		if e.Text("case") == name && (e.Kind == kind || e.Kind == other) {
			return e.Kind == kind
		}
	}
	return false
}

// ending says how a case ended, for a message, when it ended with an error.
func ending(run *graders.Run, name string) string {
	for _, e := range of(run, "settled", name) {
		if e.Text("status") != "fulfilled" {
			return ", and " + e.Ending()
		}
	}
	return ""
}

// names are the cases of a run, in the order in which they show.
func names(run *graders.Run) []string {
	var found []string
	for _, e := range run.Events {
		if name := e.Text("case"); name != "" && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}
