package streametl

import (
	"fmt"
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

// ending says how a case ended, for a message, when it ended with an error.
func ending(run *graders.Run, name string) string {
	for _, e := range of(run, "settled", name) {
		if e.Text("status") != "fulfilled" {
			return ", and the error " + e.Text("messages")
		}
	}
	return ""
}

// failure is a case in which something fails.
type failure struct{ scenario, name string }

func (f failure) expectError(j *graders.Judge) {
	run := j.Run(f.scenario)
	var in failInput
	j.Input(run, &in)
	expected := fmt.Sprintf("the error %q when the %s", in.Error, f.name)
	j.That(len(of(run, "failing", f.name)) > 0, expected, "it never came that far")
	end := settled(j, run, f.name, expected)
	j.ThatAt(run, end, end.Text("status") != "fulfilled", expected, "success")
	j.ThatAt(run, end, slices.Contains(end.Texts("messages"), in.Error), expected, end.Text("messages"))
}
