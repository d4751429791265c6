package requestcontext

import (
	"strings"

	"drill/graders"
)

// within says whose id a context has at a place of the scenario: a's, b's, or nobody's,
// which goes for all places that are not listed.
func within(in idsInput, where string) any {
	switch where {
	case "inside a run", "after the inner run", "after an inner run that threw", "inside a middleware",
		"inside the handler", "in the handler's context afterwards":
		return in.A
	case "inside a run in a run", "inside with", "in a context derived from the handler's":
		return in.B
	}
	return nil
}

func judgeNoLeak(j *graders.Judge) {
	run := j.Run("return-and-throw")
	j.Happened(run, "read", "a context inside")
	places(j, run, false)
	j.Happened(run, "passed", "it to run to its end")
	passesOn(j, run)
}

// passesOn wants results and errors to come through.
func passesOn(j *graders.Judge, run *graders.Run) {
	for _, e := range run.Of("passed") {
		j.ThatAt(run, e, e.Bool("same"), e.Text("what"), e.Text("got"))
	}
}

// places holds every place to its context, those of with or those of all else.
func places(j *graders.Judge, run *graders.Run, with bool) {
	var in idsInput
	j.Input(run, &in)
	for _, e := range run.Of("read") {
		where := e.Text("where")
		if strings.Contains(where, "with") != with {
			continue
		}
		want := within(in, where)
		j.ThatAt(run, e, e.Data["id"] == want, where+": "+shown(want), shown(e.Data["id"]))
		if want != nil {
			continue
		}
		if j.Language == graders.Go {
			j.ThatAt(run, e, !e.Bool("has"), where+": no fields, which FieldsFrom says with false", "true")
		} else {
			j.EqualAt(run, e, where+": get to return", "undefined", e.Text("store"))
		}
	}
}
