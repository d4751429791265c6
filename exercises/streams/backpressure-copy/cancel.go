package backpressurecopy

import (
	"fmt"
	"strings"

	"drill/graders"
)

// slack is how late an abort may be noticed, in milliseconds, so that polling for it
// is allowed.
const slack = 10

// judgeCancellation allows what was already read to be written first. A copy that has
// read everything by then has nothing to give up any more.
func judgeCancellation(j *graders.Judge) {
	run := j.Run("stalled-source")
	var in stallInput
	j.Input(run, &in)
	for _, a := range aborts(j, j.Run) {
		expectAbort(j, a, in)
	}
}

func expectAbort(j *graders.Judge, a attempt, in stallInput) {
	aborted := a.events("abort")
	j.That(len(aborted) > 0, "the copy to be under way when the caller gives up", "it never happened")
	if len(a.events("pull"))-len(a.after("pull", "abort")) == in.Busy.Chunks {
		return
	}
	given := aborted[0].Text("how")
	expected := fmt.Sprintf("an error at %s, when the caller gives up %s%s", graders.Ms(aborted[0].T), a.name, given)
	by := aborted[0].T + slack
	switch {
	case strings.HasPrefix(a.name, silent):
		read := len(a.events("pull"))
		j.That(read >= in.Chunks, "the copy to be under way when the caller gives up", "it had read "+graders.Plural(read, "chunk"))
	case a.name != stuck:
		by += float64(readAhead * in.Busy.WriteMs)
		expected = fmt.Sprintf("an error from %s on, when the caller gives up %s%s, and at the latest when what was read is written, at %s",
			graders.Ms(aborted[0].T), a.name, given, graders.Ms(by))
	}
	settled := a.settled(j, expected)
	j.ThatAt(a.run, settled, settled.Text("status") == "rejected", expected, "success at "+graders.Ms(settled.T))
	j.ThatAt(a.run, settled, settled.T >= aborted[0].T && settled.T <= by, expected, "an error at "+graders.Ms(settled.T))
	for _, pull := range a.after("pull", "settled") {
		j.FailAt(a.run, pull, "nothing to be read after the error, when the caller gave up "+a.name, "a chunk read at "+graders.Ms(pull.T))
	}
}
