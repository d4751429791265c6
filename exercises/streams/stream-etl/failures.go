package streametl

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

// failure is a case in which something fails.
type failure struct{ scenario, name string }

// failing are the cases in which something fails.
func failing(language graders.Language) []failure {
	if language == graders.Go {
		return []failure{
			{"failures", "fetch fails"}, {"failures", "first fetch fails"}, {"failures", "read fails"}, {"failures", "sequence fails"}, {"failures", "sequence fails before a batch is full"},
			{"failures", "last insert fails"}, {"insert-fails", "insert fails"}, {"insert-fails", "insert fails while items wait"},
		}
	}
	return []failure{
		{"failures", "fetch rejects"}, {"failures", "fetch throws"}, {"failures", "first fetch rejects"}, {"failures", "insert rejects"},
		{"failures", "fetch rejects before a batch is full"},
		{"failures", "insert throws"}, {"failures", "last insert rejects"},
		{"run-fails", "source fails"}, {"run-fails", "transform fails"}, {"run-fails", "sink fails"},
		{"run-fails", "transform fails at its end"}, {"run-fails", "sink fails at its end"},
		{"run-fails", "source breaks while a write never ends"}, {"run-fails", "sink breaks while the source is silent"},
	}
}

func judgeErrors(j *graders.Judge) {
	for _, f := range failing(j.Language) {
		f.expectError(j)
	}
}

func (f failure) expectError(j *graders.Judge) {
	run := j.Run(f.scenario)
	var in failInput
	j.Input(run, &in)
	expected := fmt.Sprintf("the error %q when the %s", in.Error, f.name)
	failing := of(run, "failing", f.name)
	j.That(len(failing) > 0, expected, "it never came that far")
	end := settled(j, run, f.name, expected)
	if strings.HasSuffix(f.name, "at its end") && before(run, f.name, "settled", "failing") {
		return // success too early is another check's matter
	}
	j.ThatAt(run, end, end.Text("status") != "fulfilled", expected, "success")
	seen := end.Ending()
	if slices.Contains(end.Texts("messages"), in.Error) {
		seen = "another error with this text: neither the error itself nor one that wraps it"
	}
	j.ThatAt(run, end, end.Bool("own"), expected, seen)
	for _, exhausted := range of(run, "exhausted", f.name) {
		j.ThatAt(run, exhausted, f.scenario != "insert-fails" || exhausted.T <= failing[0].T, "the rest of 100 items to be left when the "+f.name, "the sequence was read to its end")
	}
	for _, begun := range of(run, "begun", f.name) {
		j.ThatAt(run, begun, begun.T <= failing[0].T && !strings.HasSuffix(f.name, "before a batch is full"), "no other insert when the "+f.name, "one at "+graders.Ms(begun.T))
	}
}

func judgeCleanup(j *graders.Judge) {
	if j.Language == graders.Go {
		judgeSequences(j)
		return
	}
	run := j.Run("run-fails")
	for _, f := range failing(j.Language) {
		if f.scenario != "run-fails" {
			continue
		}
		j.That(len(of(run, "failing", f.name)) > 0, "items to flow until the "+f.name, "it never came that far")
		if f.name != "sink fails at its end" {
			for _, ended := range of(run, "ended", f.name) {
				j.FailAt(run, ended, "the sink to be destroyed when the "+f.name, "it was ended, as if all had come")
			}
		}
		closed := values(run, "closed", f.name)
		for _, end := range []string{"source", "transform", "sink"} {
			j.That(slices.Contains(closed, any(end)), fmt.Sprintf("the %s to be destroyed when the %s", end, f.name), "it is still open")
		}
	}
}

// judgeSequences holds Go solutions to what a loop over a sequence promises, however it
// ends: its deferred calls run, and nothing goes on behind its back.
func judgeSequences(j *graders.Judge) {
	j.Happened(j.Run("insert-fails"), "failing", "an insert to fail")
	j.Happened(j.Run("one-item"), "item", "an item to be taken")
	for _, scenario := range []string{"insert-fails", "one-item", "failures", "ends", "whole", "slow-insert", "cancelled"} {
		run := j.Run(scenario)
		for _, name := range names(run) {
			if len(of(run, "settled", name)) == 0 {
				continue // another check's matter
			}
			opened, closed := len(of(run, "opened", name)), len(of(run, "closed", name))
			j.That(opened == closed, "the sequence to get to its deferred calls when Batch has returned ("+name+")", "it did not")
		}
		after := map[string]string{
			"insert-fails": "when an insert has failed", "one-item": "when a loop has ended early", "cancelled": "when ctx was cancelled",
			"failures": "after an error",
		}[scenario]
		if after == "" {
			after = "after success"
		}
		j.That(run.Leaked == 0, "no goroutine left "+after, graders.Plural(run.Leaked, "goroutine")+" still there")
	}
}
