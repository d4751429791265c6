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
	seen := "nothing"
	if last.Has("passed") {
		seen = fmt.Sprintf("%.0f bytes", last.Number("passed"))
	}
	j.That(last.Number("passed") >= float64(half), fmt.Sprintf("the sink to get as far as %d bytes into the source", half), seen)
	for _, a := range slices.Concat(copies(j), eitherWay(j), failures(j, j.Partial), aborts(j, j.Partial)) {
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
		if a.name == "the last write fails" && len(failing) == 0 && a.accepted() < 64*in.At {
			continue // what is never written cannot fail, and is another check's matter
		}
		j.That(len(failing) > 0, "the copy to get as far as the failure: "+a.name, "it never happened")
		expected := fmt.Sprintf("the error %q when %s", in.Error, a.name)
		if strings.HasSuffix(a.name, withEOF) {
			expected = "io.EOF as an error when " + a.name
		}
		settled := a.settled(j, expected)
		j.ThatAt(a.run, settled, settled.Text("status") == "rejected", expected, "success")
		seen := settled.Ending()
		if slices.Contains(settled.Texts("messages"), in.Error) {
			seen = "another error with this text: neither the error itself nor one that wraps it"
		}
		j.ThatAt(a.run, settled, settled.Bool("own"), expected, seen)
	}
	if j.Language == graders.Go {
		expectShortWrites(j)
	}
}

// expectShortWrites leaves a copy that lost the bytes in question to another check.
func expectShortWrites(j *graders.Judge) {
	for _, a := range shortWrites(j) {
		if a.lost() {
			continue
		}
		expected := fmt.Sprintf("io.ErrShortWrite when the sink takes all of %s but one byte, without an error", a.name)
		end := a.settled(j, expected)
		j.ThatAt(a.run, end, end.Bool("short"), expected, end.Ending())
	}
}

// judgeCleanup leaves attempts that never ended to other checks, and those that did
// not notice the abort. Go's ends are to be closed after success, too.
func judgeCleanup(j *graders.Judge) {
	run := j.Run("sink-fails")
	j.Happened(run, "failing", "the copy to get as far as the failure")
	all := slices.Concat(failures(j, j.Run), aborts(j, j.Run))
	if j.Language == graders.Go {
		all = slices.Concat(all, copies(j), eitherWay(j))
	}
	for _, a := range all {
		ended := a.events("settled")
		aborted := len(a.events("abort")) > 0
		if len(ended) > 0 && (!aborted || ended[0].Text("status") == "rejected") {
			expectClosed(j, a)
		}
	}
}

// expectClosed wants an end destroyed, where it can be ended instead: a sink that is ended keeps what was cut off.
func expectClosed(j *graders.Judge, a attempt) {
	when, cut := "after a copy ("+a.name+")", ""
	switch {
	case len(a.events("abort")) > 0:
		when, cut = "when the caller gave up "+a.name, "abort"
	case len(a.events("failing")) > 0:
		when, cut = "when "+a.name, "failing"
	}
	for _, ended := range a.after("ended", cut) {
		j.FailAt(a.run, ended, "the sink to be destroyed "+when, "it was ended, which makes what was cut off look complete")
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
	for _, a := range slices.Concat(copies(j), eitherWay(j), failures(j, j.Run), aborts(j, j.Run), shortWrites(j)) {
		j.Happened(a.run, "pull", "the copy to read from its source")
		for _, left := range a.events("left") {
			n := int(left.Number("count"))
			j.ThatAt(a.run, left, n == 0, fmt.Sprintf("no goroutine when Copy has returned (%s)", a.name), graders.Plural(n, "goroutine")+" still there")
		}
		j.That(a.run.Leaked == 0, "no goroutine after "+strings.ReplaceAll(a.run.Scenario, "-", " "), graders.Plural(a.run.Leaked, "goroutine")+" still there")
	}
}
