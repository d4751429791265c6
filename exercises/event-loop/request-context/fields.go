package requestcontext

import (
	"maps"

	"drill/graders"
)

// nothing wants fields to be replaced by what is easily taken for nothing.
func nothing(j *graders.Judge, run *graders.Run) {
	undefined := map[string]string{"$": "undefined"}
	want := map[string]any{"requestId": undefined, "userId": nil, "count": undefined, "note": 0, "flag": "", "none": false}
	if j.Language == graders.Go {
		want = map[string]any{"requestId": "", "userId": "", "note": ""}
	}
	e := j.Happened(run, "nothing", "an inner part whose values are all false or nothing")
	j.EqualAt(run, e, "fields of an inner part whose values are all false or nothing", want, e.Data["fields"])
}

func judgeNesting(j *graders.Judge) {
	run := j.Run("nested")
	var in idsInput
	j.Input(run, &in)
	both := map[string]any{"requestId": in.A, "userId": in.User}
	inner := j.Happened(run, "inner", "an inner part with a field more")
	j.EqualAt(run, inner, "fields inside", both, inner.Data["fields"])
	over := map[string]any{"requestId": in.B, "count": 0, "note": "", "flag": false, "none": nil}
	if j.Language == graders.Go {
		over = map[string]any{"requestId": in.B, "note": ""}
	}
	e := j.Happened(run, "override", "an inner part with another value")
	all := maps.Clone(over)
	all["userId"] = in.User
	j.EqualAt(run, e, "fields of an inner part with other values", all, e.Data["fields"])
	nothing(j, run)
	e = j.Happened(run, "over", "an inner part with another value")
	j.EqualAt(run, e, "the fields that were handed in to be left alone:", over, e.Data["fields"])
	e = j.Happened(run, "back", "the part around it to go on")
	j.EqualAt(run, e, "fields of the part around it afterwards", both, e.Data["fields"])
	j.Happened(run, "parent", "the outer part to go on")
	for _, e := range run.Of("parent") {
		j.EqualAt(run, e, "fields "+e.Text("where"), map[string]string{"requestId": in.A}, e.Data["fields"])
	}
	for _, e := range run.Of("new") {
		j.ThatAt(run, e, e.Bool("new"), "with to call its function with a new store, "+e.Text("where"), "the object that it was given")
	}
	alone := j.Happened(run, "alone", "an inner part without an outer one")
	j.EqualAt(run, alone, "fields of an inner part without an outer one", map[string]string{"userId": in.User}, alone.Data["fields"])
	if j.Language == graders.Go {
		e := j.Happened(run, "served", "a handler")
		j.EqualAt(run, e, "fields in the handler of a request whose context has a user and another id", map[string]string{"requestId": in.B, "userId": in.User}, e.Data["fields"])
		return
	}
	inside := j.Run("return-and-throw")
	places(j, inside, true)
	for _, e := range inside.Of("around") {
		j.ThatAt(inside, e, e.Data["id"] == e.Data["before"], "after "+e.Text("what")+": "+shown(e.Data["before"])+" again", shown(e.Data["id"]))
	}
}
