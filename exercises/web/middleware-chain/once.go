package middlewarechain

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

func judgeOnce(j *graders.Judge) {
	if j.Language == graders.Go {
		judgeBegun(j)
		return
	}
	run := j.Run("next-twice")
	j.Happened(run, "step", "a request to enter the chain")
	passes(j, run, "twice", "a", "b", "c", "done")
	passes(j, run, "then-throws", "a", "b", "done")
	passes(j, run, "then-rejects", "a", "b", "done")
	passes(j, run, "then-fails", "a", "b", "done")
	passes(j, run, "at-the-end", "a", "done")
	judgeLate(j, run)
}

// judgeLate looks at what a failure that goes unheeded, or counts twice, leaves behind. That
// failures are heeded at all is the matter of other checks.
func judgeLate(j *graders.Judge, run *graders.Run) {
	for _, request := range []string{"handler-twice", "throws-first", "rejects-first"} {
		var seen []string
		for _, step := range trail(j, run, request) {
			name, _, _ := strings.Cut(step, " gets ")
			j.That(!slices.Contains(seen, name), fmt.Sprintf("request %q to come to %s once", request, name), graders.Listed(trail(j, run, request)))
			seen = append(seen, name)
		}
		j.That(!slices.Contains(seen, "b") || !slices.Contains(seen, "handler 2"), fmt.Sprintf("request %q to go on from handler 1 once", request), graders.Listed(trail(j, run, request)))
	}
	for scenario, ways := range map[string][]string{"sync-throw": {"escaped", graders.KindUncaught}, "async-rejection": {graders.KindUnhandled}} {
		if base := j.Partial(scenario); len(base.Where(func(e graders.Event) bool { return slices.Contains(ways, e.Kind) })) == 0 {
			caught(j, run, ways...)
		}
	}
}

// judgeBegun looks at handlers that fail after their response has begun.
func judgeBegun(j *graders.Judge) {
	run := j.Run("response-begun")
	var in lateInput
	j.Input(run, &in)
	flushed := j.Happened(run, "flushed", "the handler to run")
	j.EqualAt(run, flushed, "an error from Flush, through http.NewResponseController,", nil, flushed.Data["error"])
	wrote := map[string]string{"wrote": in.Answers[0], "status": fmt.Sprint("status ", in.Status), "flushed": "flush", "nothing": ""}
	for _, request := range []string{"wrote", "status", "flushed", "nothing"} {
		var written []string
		for _, e := range of(run, request) {
			if e.Kind == "written" && !(e.Text("what") == "status 200" && len(written) == 0) {
				written = append(written, e.Text("what"))
			}
		}
		j.Equal(fmt.Sprintf("to a response that has begun with %q, nothing more:", wrote[request]), []string{wrote[request]}, written)
	}
	answered(j, run, "wrote", 200, in.Answers[0])
	answered(j, run, "status", in.Status, "")
	answered(j, run, "flushed", 200, "")
	answered(j, run, "nothing", 200, "")
	if base := j.Partial("async-rejection"); len(base.Matching("done", "request", "fails")) > 0 { // that failures are reported is another check's matter
		answered(j, run, "prepared", 500, "sorry")
	}
}
