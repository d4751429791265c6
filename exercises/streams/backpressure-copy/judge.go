package backpressurecopy

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

// judgeBackpressure does not count lost data, which is another check's matter, as data
// that waits.
func judgeBackpressure(j *graders.Judge) {
	run := j.Run("slow-sink")
	var in slowInput
	j.Input(run, &in)
	half := in.Chunks * in.Size / 2
	last, _ := run.Peak("accept", "passed")
	j.That(last.Number("passed") >= float64(half), fmt.Sprintf("the sink to get as far as %d bytes into the source", half),
		graders.Show(last.Data["passed"])+" bytes")
	for _, a := range slices.Concat(copies(j), failures(j, j.Partial), aborts(j.Partial)) {
		room := 2 * a.size // of Node's sinks
		pull, waiting := a.mostWaiting()
		bound := readAhead * a.size
		j.ThatAt(a.run, pull, waiting <= bound,
			fmt.Sprintf("at most %d bytes (%d chunks) read and not yet written, in a sink with room for %d", bound, readAhead, room),
			fmt.Sprintf("%d bytes", waiting))
	}
}

func judgeFlush(j *graders.Judge) {
	for _, a := range copies(j) {
		what := "with a " + a.name
		if a.name == "empty source" {
			what = "from an empty source"
		}
		expectSuccess(j, a, what)
		settled := a.events("settled")[0]
		flushed := a.events("flushed")
		j.That(len(flushed) > 0, "the sink to be told that nothing more comes, and to flush", "it never happened")
		j.ThatAt(a.run, settled, len(a.after("settled", "flushed")) > 0,
			fmt.Sprintf("success after the flush, at %s", graders.Ms(flushed[0].T)), "success at "+graders.Ms(settled.T))
	}
}

func judgeErrors(j *graders.Judge) {
	for _, a := range failures(j, j.Run) {
		var in failInput
		j.Input(a.run, &in)
		failing := a.events("failing")
		j.That(len(failing) > 0, "the copy to get as far as the failure: "+a.name, "it never happened")
		expected := fmt.Sprintf("the error %q when %s", in.Error, a.name)
		settled := a.settled(j, expected)
		j.ThatAt(a.run, settled, settled.Text("status") == "rejected", expected, "success")
		seen := settled.Ending()
		if slices.Contains(settled.Texts("messages"), in.Error) {
			seen = "another error with this text: neither the error itself nor one that wraps it"
		}
		j.ThatAt(a.run, settled, settled.Bool("own"), expected, seen)
	}
}

// judgeCleanup leaves attempts that never ended to other checks, and those that did
// not notice the abort. Go's ends are to be closed after success, too.
func judgeCleanup(j *graders.Judge) {
	run := j.Run("sink-fails")
	j.Happened(run, "failing", "the copy to get as far as the failure")
	all := slices.Concat(failures(j, j.Run), aborts(j.Run))
	if j.Language == graders.Go {
		all = append(all, copies(j)...)
	}
	for _, a := range all {
		ended := a.events("settled")
		aborted := len(a.events("abort")) > 0
		if len(ended) > 0 && (!aborted || ended[0].Text("status") == "rejected") {
			expectClosed(j, a, aborted)
		}
	}
}

func expectClosed(j *graders.Judge, a attempt, aborted bool) {
	when := "when " + a.name
	switch {
	case aborted:
		when = "when the caller gave up " + a.name
	case len(a.events("failing")) == 0:
		when = "after a copy (" + a.name + ")"
	}
	for _, end := range []string{"source", "sink"} {
		closed := a.closings(end)
		expected := fmt.Sprintf("the %s to be closed %s", end, when)
		j.That(len(closed) > 0, expected, "it is still open")
		j.ThatAt(a.run, closed[len(closed)-1], len(closed) == 1, expected+" once", fmt.Sprintf("closed %d times", len(closed)))
	}
}

// judgeLeaks counts what is left of all attempts of a scenario.
func judgeLeaks(j *graders.Judge) {
	for _, a := range slices.Concat(copies(j), failures(j, j.Run), aborts(j.Run)) {
		j.Happened(a.run, "pull", "the copy to read from its source")
		j.That(a.run.Leaked == 0, "no goroutine after "+strings.ReplaceAll(a.run.Scenario, "-", " "), graders.Plural(a.run.Leaked, "goroutine")+" still there")
	}
}
